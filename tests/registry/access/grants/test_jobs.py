"""A proposal nobody confirms lapses, also before the job has come by."""

from datetime import timedelta

import httpx
from sqlalchemy import update

from registry.access.grants.jobs import lapse_grants
from registry.access.grants.tables import ClientGrant
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given as scene
from tests.registry.access import given


async def an_overdue_grant(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> tuple[str, str]:
    """A client and the proposal for it that nobody confirmed in time."""
    order = {"name": "Penelaah", "scope": "content.clear"}
    made = await client.post("/v1/clients", json=order, headers=given.admin(issuer))
    async with system_transaction(sessions) as session:
        await session.execute(
            update(ClientGrant)
            .where(ClientGrant.client_id == made.json()["client_id"])
            .values(expires_at=current_time() - timedelta(seconds=1))
        )
    return made.json()["client_id"], made.json()["grant"]["id"]


async def test_a_late_confirmation_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    _, grant_id = await an_overdue_grant(client, issuer, sessions)

    answer = await client.post(
        f"/v1/client-grants/{grant_id}/confirmation", headers=given.admin(issuer, "admin-b")
    )

    assert (answer.status_code, answer.json()["state"]) == (409, "lapsed")


async def test_the_job_writes_down_that_it_lapsed(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    client_id, _ = await an_overdue_grant(client, issuer, sessions)

    for _ in range(2):
        await lapse_grants(sessions, {})

    told = await scene.events_about(sessions, client_id)
    assert [kind for kind, _ in told].count("client.grant_lapsed.v1") == 1


async def test_a_lapsed_proposal_makes_way_for_the_next(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    client_id, grant_id = await an_overdue_grant(client, issuer, sessions)

    answer = await client.post(
        f"/v1/clients/{client_id}/grants",
        json={"scope": "content.clear"},
        headers=given.admin(issuer),
    )

    assert answer.json()["grant"]["state"] == "pending"
    assert answer.json()["grant"]["id"] != grant_id

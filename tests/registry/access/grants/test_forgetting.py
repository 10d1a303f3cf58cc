"""What granted a person's client goes with the person; acts of those with power stay."""

import httpx

from registry.access.grants import service
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry.access import given
from tests.registry.departures.erasure.scene import every_cell


async def made(client: httpx.AsyncClient, issuer: TestIssuer, scope: str) -> str:
    """A client that two administrators gave this."""
    told = (await given.registered(client, issuer, scope=scope)).json()
    await given.confirmed(client, issuer, told["grant"])
    return str(told["client_id"])


async def forgotten(sessions: Sessions, client_id: str) -> None:
    async with system_transaction(sessions) as session:
        await service.forget_device(session, client_id)


async def places_of(sessions: Sessions, client_id: str) -> set[str]:
    return {place for place, text in await every_cell(sessions) if client_id in text}


async def test_a_persons_client_is_gone_with_all_that_was_said_of_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    client_id = await made(client, issuer, "registry.me content.me")
    before = await places_of(sessions, client_id)

    await forgotten(sessions, client_id)

    after = await places_of(sessions, client_id)
    assert {"clients.client_id", "client_grants.client_id"} <= before
    assert {place for place in after if not place.startswith("idempotency_keys")} == set()


async def test_who_once_had_power_stays_on_record(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    client_id = await made(client, issuer, "registry.me content.clear")
    url = f"/v1/clients/{client_id}/grants"
    narrowed = await client.post(url, json={"scope": "registry.me"}, headers=given.admin(issuer))

    await forgotten(sessions, client_id)

    assert narrowed.json()["scope"] == "registry.me"
    assert "client_grants.client_id" in await places_of(sessions, client_id)


async def test_a_client_that_nobody_knows_is_forgotten_already(sessions: Sessions) -> None:
    await forgotten(sessions, "nobody")

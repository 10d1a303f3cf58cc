"""Training over HTTP, on real PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from registry.people.training.tables import TrainingResult
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given

SCOPE = "registry.training.write"


async def recorded_session(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, **changes: Any
) -> httpx.Response:
    """A session held yesterday, unless changed."""
    order = {
        "course": "Komunikasi publik",
        "held_on": (datetime.now(UTC) - timedelta(days=1)).date().isoformat(),
        "institution": institution,
    }
    headers = issuer.headers(SCOPE, [institution])
    return await client.post("/v1/training-sessions", json=order | changes, headers=headers)


async def recorded_results(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    institution: str,
    session_id: object,
    passed: dict[UUID, bool],
) -> httpx.Response:
    """The answer to a list of results."""
    results = [{"officer_id": str(id), "passed": passed} for id, passed in passed.items()]
    return await client.post(
        f"/v1/training-sessions/{session_id}/results",
        json={"results": results},
        headers=issuer.headers(SCOPE, [institution]),
    )


async def test_a_pass_is_a_certificate_and_a_fail_is_none(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    ani = await given.an_officer(sessions)
    budi = await given.an_officer(sessions, institution=ani.institution)
    held = (await recorded_session(client, issuer, ani.institution)).json()

    passed = {ani.id: True, budi.id: False}
    answer = await recorded_results(client, issuer, ani.institution, held["id"], passed)

    assert answer.json() == {"accepted": 2, "unchanged": 0, "refused": []}
    async with system_transaction(sessions) as session:
        results = await session.scalars(
            select(TrainingResult).where(TrainingResult.session_id == UUID(held["id"]))
        )
        until = {result.officer_id: result.valid_until for result in results}
    held_on = date.fromisoformat(held["held_on"])
    assert until == {ani.id: held_on + timedelta(days=730), budi.id: None}


async def test_an_officer_of_another_institution_is_refused_in_the_list(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    ani, stranger = await given.an_officer(sessions), await given.an_officer(sessions)
    held = (await recorded_session(client, issuer, ani.institution)).json()

    passed = {ani.id: True, stranger.id: True}
    answer = await recorded_results(client, issuer, ani.institution, held["id"], passed)

    assert answer.json()["accepted"] == 1
    assert answer.json()["refused"][0]["error"]["code"] == "officer_unknown"


async def test_the_same_list_again_is_unchanged(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    ani = await given.an_officer(sessions)
    held = (await recorded_session(client, issuer, ani.institution)).json()
    await recorded_results(client, issuer, ani.institution, held["id"], {ani.id: True})

    again = await recorded_results(client, issuer, ani.institution, held["id"], {ani.id: True})

    assert again.json() == {"accepted": 0, "unchanged": 1, "refused": []}


async def test_a_session_of_another_institution_is_404(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    ani, other = await given.an_officer(sessions), await given.an_institution(sessions)
    held = (await recorded_session(client, issuer, ani.institution)).json()

    answer = await recorded_results(client, issuer, other, held["id"], {ani.id: True})

    assert answer.json()["type"] == "/problems/training-session-unknown"


async def test_a_training_in_the_future_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    institution = await given.an_institution(sessions)

    answer = await recorded_session(client, issuer, institution, held_on="2099-01-01")

    assert answer.json()["type"] == "/problems/training-in-the-future"


async def test_an_unknown_session_is_404(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    institution = await given.an_institution(sessions)

    answer = await recorded_results(client, issuer, institution, uuid4(), {uuid4(): True})

    assert answer.status_code == 404

"""What the plumbing holds of a person: events about them, and answers kept for repeating."""

from uuid import uuid4

import httpx
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.erasure import forget_person
from shared.testing.tokens import ISSUER, TestIssuer

KEPT = text("select count(*) from idempotency_keys where principal = :principal")


async def test_no_answer_is_kept_for_somebody_who_was_forgotten(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    hers, his = (f"somebody-{uuid4()}" for _ in range(2))
    for subject in (hers, his):
        headers = issuer.headers("things.write", subject=subject)
        await client.post("/v1/things", json={"size": 1, "name": "a"}, headers=headers)

    async with system_transaction(sessions) as session:
        await forget_person(session, uuid4(), f"{ISSUER}|{hers}")
        kept = [
            await session.scalar(KEPT, {"principal": f"{ISSUER}|{subject}"})
            for subject in (hers, his)
        ]

    assert kept == [0, 1]


async def test_somebody_whose_principal_is_unknown_can_be_forgotten(sessions: Sessions) -> None:
    async with system_transaction(sessions) as session:
        await forget_person(session, uuid4(), None)

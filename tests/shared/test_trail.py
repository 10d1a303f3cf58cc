"""Who of the staff saw whom is written with the reading and deleted in time."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.caller import Caller
from shared.database import NOTHING, RowScope, Sessions, system_transaction, transaction
from shared.testing.tokens import ISSUER, TestIssuer
from shared.trail import (
    Trail,
    forget_accesses_to,
    forget_old_accesses,
    page_of_accesses,
)

STAFF = RowScope(frozenset({"klpd:K65"}))
NOW = datetime.now(UTC)


def reading(request_id: str = "r") -> Trail:
    reader = Caller(ISSUER, "hr", "hr", frozenset(), frozenset({"klpd:K65"}))
    return Trail(reader, request_id, NOW)


async def noted(sessions: Sessions, *people: UUID, request_id: str = "r") -> None:
    async with transaction(sessions, STAFF) as session:
        await reading(request_id).note(session, "list", people)


async def seen(sessions: Sessions, *people: UUID, scope: RowScope | None = None) -> list[UUID]:
    async with transaction(sessions, scope or RowScope(None)) as session:
        rows = await page_of_accesses(session, people, after=None, limit=100)
    return [row.person for row in rows]


async def test_each_person_in_an_answer_gets_one_row_however_often_they_stand_in_it(
    sessions: Sessions,
) -> None:
    hers, his = uuid4(), uuid4()

    await noted(sessions, hers, his, hers)

    assert sorted(await seen(sessions, hers, his)) == sorted([hers, his])


async def test_a_reading_that_fails_is_not_noted(sessions: Sessions) -> None:
    hers = uuid4()

    with pytest.raises(RuntimeError):
        async with transaction(sessions, STAFF) as session:
            await reading().note(session, "list", [hers])
            raise RuntimeError

    assert await seen(sessions, hers) == []


async def test_who_reads_cannot_read_or_change_the_trail(sessions: Sessions) -> None:
    hers = uuid4()
    await noted(sessions, hers)

    for statement in ("delete from accesses", "update accesses set reader = 'nobody'"):
        async with transaction(sessions, STAFF) as session:
            await session.execute(text(statement))
    with pytest.raises(DBAPIError):
        async with system_transaction(sessions) as session:
            await session.execute(text("truncate accesses"))

    assert await seen(sessions, hers, scope=STAFF) == []
    assert await seen(sessions, hers, scope=NOTHING) == []
    assert await seen(sessions, hers) == [hers]


async def test_after_a_year_it_is_deleted_and_not_before(sessions: Sessions) -> None:
    old, recent = uuid4(), uuid4()
    row = "insert into accesses (person, reader, reader_institutions, seen, request_id, at) values"
    async with system_transaction(sessions) as session:
        for person, days in ((old, 366), (recent, 364)):
            age = f"now() - interval '{days} days'"
            await session.execute(text(f"{row} ('{person}', 'r', '{{}}', 's', 'i', {age})"))

    async with system_transaction(sessions) as session:
        await forget_old_accesses(session)

    assert await seen(sessions, old, recent) == [recent]


async def test_the_trail_about_somebody_erased_goes(sessions: Sessions) -> None:
    hers, his = uuid4(), uuid4()
    await noted(sessions, hers, his)

    async with system_transaction(sessions) as session:
        await forget_accesses_to(session, hers)

    assert await seen(sessions, hers, his) == [his]


async def test_auditors_read_it_page_by_page_and_nobody_else(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    hers = uuid4()
    for number in range(3):
        await noted(sessions, hers, request_id=f"r{number}")

    pages, query = [], {"person": str(hers), "limit": "2"}
    for _ in range(2):
        answer = await client.get(
            "/v1/accesses", params=query, headers=issuer.headers("events.audit")
        )
        pages.append([row["request_id"] for row in answer.json()["items"]])
        query["cursor"] = answer.json()["next"] or ""
    refused = await client.get("/v1/accesses", headers=issuer.headers("events.internal"))

    assert pages == [["r0", "r1"], ["r2"]]
    assert refused.status_code == 403

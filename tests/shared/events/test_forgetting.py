"""The log forgets a person and nothing else: order, positions and times stay, and it stays shut."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import Sessions, system_transaction
from shared.events import Happening, forget
from shared.events.log import publish, record_all
from shared.testing.tokens import TestIssuer

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
ACTOR = "https://issuer.test|somebody-to-forget"


async def told_of(sessions: Sessions, *people: UUID | None) -> None:
    """One published event for each, with a handle in it, by somebody."""
    happenings = [
        Happening("t.v1", f"subject-{person}", {"handle": f"handle-{person}"}, person)
        for person in people
    ]
    async with system_transaction(sessions) as session:
        await record_all(session, happenings, now=MOMENT, actor=ACTOR)
        await publish(session)


async def forgotten(sessions: Sessions, person: UUID) -> int:
    async with system_transaction(sessions) as session:
        return await forget(session, person)


async def rows(sessions: Sessions) -> list[dict[str, Any]]:
    async with system_transaction(sessions) as session:
        found = await session.execute(text("select * from events order by written"))
        return [dict(row) for row in found.mappings()]


async def test_what_told_of_a_person_is_a_tombstone_in_its_place(sessions: Sessions) -> None:
    hers, his = uuid4(), uuid4()
    await told_of(sessions, hers, his, None, hers)
    before = await rows(sessions)

    erased = await forgotten(sessions, hers)

    after = await rows(sessions)
    kept = ("id", "written", "position", "type", "time", "internal")
    assert erased == 2
    assert [[row[name] for name in kept] for row in after] == [
        [row[name] for name in kept] for row in before
    ]
    assert str(hers) not in str(after)
    tombstones = [new for old, new in zip(before, after, strict=True) if old["person"] == hers]
    for row in tombstones:
        assert (row["subject"], row["data"]) == ("erased", {"erased": True})
        assert (row["actor"], row["person"]) == (None, None)


async def test_nobody_elses_row_changes(sessions: Sessions) -> None:
    hers, his = uuid4(), uuid4()
    await told_of(sessions, hers, his, None)
    others = [row for row in await rows(sessions) if row["person"] != hers]

    await forgotten(sessions, hers)

    left = await rows(sessions)
    assert [row for row in left if row["id"] in {other["id"] for other in others}] == others


async def test_forgetting_again_finds_nothing_more(sessions: Sessions) -> None:
    hers = uuid4()
    await told_of(sessions, hers)

    assert [await forgotten(sessions, hers) for _ in range(2)] == [1, 0]


async def test_what_was_not_published_yet_gets_its_position_as_a_tombstone(
    sessions: Sessions,
) -> None:
    hers, later = uuid4(), f"later-{uuid4()}"
    async with system_transaction(sessions) as session:
        happenings = [
            Happening("t.v1", subject, {"x": 1}, person)
            for subject, person in ((f"subject-{hers}", hers), (later, None))
        ]
        await record_all(session, happenings, now=MOMENT)
    await forgotten(sessions, hers)

    async with system_transaction(sessions) as session:
        await publish(session)

    tombstone, next_one = (await rows(sessions))[-2:]
    assert (tombstone["subject"], next_one["subject"]) == ("erased", later)
    assert tombstone["position"] + 1 == next_one["position"]


async def test_readers_see_tombstones_in_order_and_never_whom_a_row_told_of(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    hers, his = uuid4(), uuid4()
    await told_of(sessions, hers, his)
    start = (await rows(sessions))[-2]["position"] - 1
    await forgotten(sessions, hers)

    query = {"after": start, "limit": 10}
    answer = await client.get("/v1/events", params=query, headers=issuer.headers("events.audit"))

    first, second = answer.json()["events"]
    assert (first["subject"], first["data"]) == ("erased", {"erased": True})
    assert "actor" not in first
    assert second["subject"] == f"subject-{his}"
    assert "person" not in second


FORGERIES = (
    "update events set subject = 'erased', data = '{\"erased\": true}', actor = null,"
    " person = null",
    "update events set person = null",
    "update events set actor = null",
    "update events set data = '{\"erased\": true}'",
    "delete from events",
)


@pytest.mark.parametrize("statement", FORGERIES)
async def test_the_serving_role_cannot_erase_by_hand(sessions: Sessions, statement: str) -> None:
    await told_of(sessions, uuid4())

    with pytest.raises(DBAPIError):
        async with system_transaction(sessions) as session:
            await session.execute(text(statement))


async def test_an_event_of_nobody_cannot_be_forgotten(sessions: Sessions) -> None:
    await told_of(sessions, None)
    before = await rows(sessions)

    async with system_transaction(sessions) as session:
        await session.execute(text("select events_forget(null)"))

    assert await rows(sessions) == before

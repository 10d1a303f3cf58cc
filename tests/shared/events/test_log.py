"""Positions follow commits: a reader that remembers where it was never skips an event."""

import asyncio
import random
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import Sessions, open_sessions, system_transaction
from shared.events import record
from shared.events.log import publish
from shared.testing.tokens import TestIssuer

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


async def write(sessions: Sessions, subject: str, *, hold: asyncio.Event | None = None) -> None:
    """Record one event; keep the transaction open until ``hold`` is set."""
    async with system_transaction(sessions) as session:
        await record(session, type="t.v1", subject=subject, data={}, person=None, now=MOMENT)
        if hold is not None:
            await hold.wait()


async def publish_once(sessions: Sessions) -> int:
    async with system_transaction(sessions) as session:
        return await publish(session)


async def read_all(client: httpx.AsyncClient, issuer: TestIssuer, after: int = 0) -> list[str]:
    """Every subject after a position, page by page, as a follower would."""
    subjects: list[str] = []
    headers = issuer.headers("events.internal")
    while True:
        query = {"after": after, "limit": 7}
        page = (await client.get("/v1/events", params=query, headers=headers)).json()
        if not page["events"]:
            return subjects
        subjects += [event["subject"] for event in page["events"]]
        after = page["next"]


async def test_an_event_committed_late_is_read_late_and_not_lost(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    hold, early, late = asyncio.Event(), uuid4().hex, uuid4().hex
    slow = asyncio.create_task(write(sessions, late, hold=hold))
    while not await someone_writes(sessions):
        assert not slow.done()
    await write(sessions, early)
    await publish_once(sessions)
    seen = await read_all(client, issuer)
    hold.set()
    await slow
    await publish_once(sessions)

    assert early in seen
    assert late not in seen
    assert [s for s in await read_all(client, issuer) if s in (early, late)] == [early, late]


async def someone_writes(sessions: Sessions) -> bool:
    """Whether some open transaction holds a lock on the event log."""
    async with system_transaction(sessions) as session:
        statement = text(
            "select count(*) from pg_locks where relation = 'events'::regclass"
            " and mode = 'RowExclusiveLock' and pid <> pg_backend_pid()"
        )
        return bool(await session.scalar(statement))


async def test_readers_among_writers_and_publishers_miss_and_double_nothing(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    chance, mark = random.Random(7), uuid4().hex
    subjects = [f"{mark}-{number}" for number in range(120)]
    finished = asyncio.Event()

    async def writer(names: list[str]) -> None:
        for name in names:
            async with system_transaction(sessions) as session:
                await record(session, type="t.v1", subject=name, data={}, person=None, now=MOMENT)
                if chance.random() < 0.5:
                    await session.execute(text("select pg_sleep(0.005)"))

    async def publisher() -> None:
        while not finished.is_set():
            await publish_once(sessions)

    async def reader() -> list[str]:
        after, seen, headers = 0, [], issuer.headers("events.internal")
        while True:
            done = finished.is_set()
            query = {"after": after, "limit": 5}
            page = (await client.get("/v1/events", params=query, headers=headers)).json()
            seen += [event["subject"] for event in page["events"]]
            after = page["next"]
            if done and not page["events"]:
                return [subject for subject in seen if subject.startswith(mark)]

    readers = [asyncio.create_task(reader()) for _ in range(3)]
    publishers = [asyncio.create_task(publisher()) for _ in range(2)]
    await asyncio.gather(*(writer(subjects[part::6]) for part in range(6)))
    await publish_once(sessions)
    finished.set()
    await asyncio.gather(*publishers)

    for seen in await asyncio.gather(*readers):
        assert sorted(seen) == sorted(subjects)


async def test_the_log_cannot_be_rewritten(sessions: Sessions) -> None:
    await write(sessions, "kept")

    for statement in ("delete from events", "update events set subject = 'forged'"):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with system_transaction(sessions) as session:
                await session.execute(text(statement))


async def test_not_even_the_owner_rewrites_the_log(sessions: Sessions, database_url: str) -> None:
    await write(sessions, "kept by its owner")
    owner = database_url.replace("//verification@", "//verification_owner@")

    for statement in ("delete from events", "update events set subject = 'forged'"):
        async with open_sessions(owner) as owned:
            with pytest.raises(DBAPIError, match="append-only"):
                async with system_transaction(owned) as session:
                    await session.execute(text(statement))


async def test_what_is_rolled_back_was_never_told(sessions: Sessions) -> None:
    with pytest.raises(RuntimeError):
        async with system_transaction(sessions) as session:
            await record(session, type="t.v1", subject="undone", data={}, person=None, now=MOMENT)
            raise RuntimeError

    async with system_transaction(sessions) as session:
        found = await session.scalar(text("select count(*) from events where subject = 'undone'"))
    assert found == 0

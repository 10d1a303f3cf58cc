"""Somebody was erased in the registry: nothing about them stays here, and a receipt is sent."""

from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import Sessions, system_transaction
from shared.events import Event
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from verification.accounts.events import HANDLERS

TABLES = ("officers", "accounts", "observations", "assessments")


async def told_erased(sessions: Sessions, officer_id: UUID, *accounts: UUID) -> None:
    facts = {"officer_id": str(officer_id), "account_ids": [str(account) for account in accounts]}
    event = Event(uuid4(), "officer.erased.v1", str(officer_id), given.SUNDAY, 90, facts)
    async with system_transaction(sessions) as session:
        await HANDLERS[event.type](session, event)


async def told_left(sessions: Sessions, officer_id: UUID) -> None:
    event = given.event("officer.left.v1", 80, officer_id=str(officer_id))
    async with system_transaction(sessions) as session:
        await HANDLERS[event.type](session, event)


async def holder_of(sessions: Sessions, account: UUID) -> UUID:
    [row] = await judging.rows_of(sessions, "select * from accounts where id = :id", id=account)
    return UUID(str(row.officer_id))


async def left_of(sessions: Sessions, *ids: UUID) -> set[str]:
    """Tables in which one of the ids still stands."""
    found = set()
    async with system_transaction(sessions) as session:
        for table in (*TABLES, "findings", "events"):
            rows = text(f"select count(*) from {table} t where t::text like any(:ids)")
            if await session.scalar(rows, {"ids": [f"%{id}%" for id in ids]}):
                found.add(table)
    return found


async def test_no_reading_and_no_verdict_is_left(client: AsyncClient, sessions: Sessions) -> None:
    account = await given.observed_account(sessions)
    await judging.judged(sessions, given.WEEK)
    officer = await holder_of(sessions, account)
    assert await left_of(sessions, account) == {"accounts", "observations", "assessments", "events"}

    await told_left(sessions, officer)
    await told_erased(sessions, officer, account)

    assert await left_of(sessions, account) == set()
    [receipt] = await judging.rows_of(
        sessions, "select * from events where subject = :id", id=str(officer)
    )
    assert (receipt.type, receipt.person) == ("erasure.done.v1", None)
    assert receipt.data == {"officer_id": str(officer), "service": "verification"}


async def test_it_is_enough_even_when_nothing_else_of_the_person_could_be_read(
    client: AsyncClient, sessions: Sessions
) -> None:
    officer, account = uuid4(), uuid4()

    await told_erased(sessions, officer, account)

    assert await left_of(sessions, account) == set()
    assert await left_of(sessions, officer) == {"events"}


async def test_heard_twice_it_does_no_harm(client: AsyncClient, sessions: Sessions) -> None:
    account = await given.observed_account(sessions)
    officer = await holder_of(sessions, account)

    for _ in range(2):
        await told_erased(sessions, officer, account)

    assert await left_of(sessions, account) == set()


async def test_what_waits_for_a_person_stays_under_a_bare_id(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    officer = await holder_of(sessions, account)

    await told_erased(sessions, officer, account)

    assert await left_of(sessions, account) == {"findings"}


async def test_somebody_elses_readings_and_events_stay(
    client: AsyncClient, sessions: Sessions
) -> None:
    hers, his = [await given.observed_account(sessions) for _ in range(2)]
    await judging.judged(sessions, given.WEEK)
    before = await left_of(sessions, his)

    await told_erased(sessions, await holder_of(sessions, hers), hers)

    assert await left_of(sessions, his) == before


async def test_a_reading_is_deleted_by_nothing_else(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    account = await given.observed_account(sessions)
    count = "select count(*) as n from observations where account_id = :id"
    [before] = await judging.rows_of(sessions, count, id=account)

    async with system_transaction(sessions) as session:
        await session.execute(text("delete from observations"))
    with pytest.raises(DBAPIError):
        async with system_transaction(sessions) as session:
            await session.execute(text("truncate observations"))

    [after] = await judging.rows_of(sessions, count, id=account)
    assert (before.n, after.n) == (26, 26)

"""Somebody was erased in the registry: nothing about them stays here, and a receipt is sent."""

from uuid import UUID, uuid4

import httpx
from sqlalchemy import select, text

from shared.database import Sessions, system_transaction
from shared.events.tables import events
from shared.testing.tokens import TestIssuer
from tests.content import given


async def left_of(sessions: Sessions, *ids: UUID) -> set[str]:
    """Tables in which one of the ids still stands."""
    found = set()
    async with system_transaction(sessions) as session:
        for table in ("officers", "accounts", "badges", "events"):
            rows = text(f"select count(*) from {table} t where t::text like any(:ids)")
            if await session.scalar(rows, {"ids": [f"%{id}%" for id in ids]}):
                found.add(table)
    return found


async def told_erased(sessions: Sessions, officer_id: UUID, *accounts: UUID) -> None:
    account_ids = [str(account) for account in accounts]
    await given.told(
        sessions, "officer.erased.v1", officer_id=str(officer_id), account_ids=account_ids
    )


async def test_officer_account_and_badge_are_gone_and_a_receipt_is_sent(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    one = await given.officer(sessions, issuer, await given.institution(sessions))
    await given.told(sessions, "account.unlinked.v1", account_id=str(one.account_id))
    await given.told(sessions, "officer.left.v1", officer_id=str(one.officer_id))

    await told_erased(sessions, one.officer_id, one.account_id)

    assert await left_of(sessions, one.account_id, one.badge_id) == set()
    async with system_transaction(sessions) as session:
        told = select(events).where(events.c.subject == str(one.officer_id))
        [receipt] = (await session.execute(told)).all()
    assert (receipt.type, receipt.person, receipt.internal) == ("erasure.done.v1", None, True)
    assert receipt.data == {"officer_id": str(one.officer_id), "service": "content"}


async def test_it_is_enough_even_when_nothing_else_of_the_person_was_heard(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    one = await given.officer(sessions, issuer, await given.institution(sessions))

    await told_erased(sessions, one.officer_id)
    await told_erased(sessions, uuid4(), uuid4())

    assert await left_of(sessions, one.account_id, one.badge_id) == set()


async def test_the_inbox_of_somebody_else_stays_open(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    where = await given.institution(sessions)
    leaver, stayer = [await given.officer(sessions, issuer, where) for _ in range(2)]

    await told_erased(sessions, leaver.officer_id, leaver.account_id)

    assert (await client.get("/v1/me/inbox", headers=stayer.headers(issuer))).status_code == 200
    assert await left_of(sessions, stayer.badge_id) == {"badges"}

"""Whoever withdraws the consent to be analysed and stays: nothing that was observed is left."""

from uuid import UUID, uuid4

from httpx import AsyncClient

from shared.database import Sessions, system_transaction
from shared.events import Event
from tests.verification import given, judging
from tests.verification.accounts.test_erasure import holder_of, left_of
from verification.accounts.events import HANDLERS


async def told_withdrawn(
    sessions: Sessions, officer_id: UUID, *accounts: UUID, position: int = 90
) -> None:
    facts = {
        "officer_id": str(officer_id),
        "purpose": "audience_analysis",
        "forgotten_account_ids": [str(account) for account in accounts],
    }
    event = Event(uuid4(), "consent.withdrawn.v1", str(officer_id), given.SUNDAY, position, facts)
    async with system_transaction(sessions) as session:
        await HANDLERS[event.type](session, event)


async def test_readings_and_verdicts_go_and_a_receipt_stands_in_the_log(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.observed_account(sessions)
    await judging.judged(sessions, given.WEEK)
    officer = await holder_of(sessions, account)

    await told_withdrawn(sessions, officer, account)

    left = await left_of(sessions, account)
    assert left.isdisjoint({"observations", "assessments", "findings"})
    [receipt] = await judging.rows_of(
        sessions, "select * from events where type = 'analysis.erased.v1'"
    )
    assert receipt.data == {"officer_id": str(officer), "service": "verification"}
    assert receipt.person == officer


async def test_what_waits_for_a_person_is_not_escaped_by_withdrawing(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)

    await told_withdrawn(sessions, await holder_of(sessions, account), account)

    assert "findings" in await left_of(sessions, account)


async def test_read_anew_it_takes_nothing_from_an_account_linked_since(
    client: AsyncClient, sessions: Sessions
) -> None:
    earlier, account = uuid4(), await given.observed_account(sessions)
    officer = await holder_of(sessions, account)

    await told_withdrawn(sessions, officer, earlier, position=0)

    assert "observations" in await left_of(sessions, account)


async def test_an_event_that_names_no_account_only_stops(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.observed_account(sessions)
    officer = await holder_of(sessions, account)

    await told_withdrawn(sessions, officer)

    [row] = await judging.rows_of(sessions, "select * from accounts where id = :id", id=account)
    assert row.linked is False
    assert "observations" in await left_of(sessions, account)

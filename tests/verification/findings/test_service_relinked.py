"""An account that comes back under another id brings what is remembered of it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from shared.database import Sessions, system_transaction
from shared.events import Event
from tests.verification import given, judging
from verification.accounts import events
from verification.growth.rules.histories import Reading

HALF_A_YEAR = 26
FINDINGS = "select * from findings where account_id = :id order by opened_at"


@pytest.fixture
async def bought(client: AsyncClient, sessions: Sessions) -> UUID:
    """An account with an open finding on one week of 2026."""
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    return account


async def linked_anew(sessions: Sessions, *earlier: UUID, under: UUID | None = None) -> UUID:
    """The first earlier account's officer has linked it again; the new id."""
    account = under or uuid4()
    (old,) = await judging.rows_of(sessions, "select * from accounts where id = :id", id=earlier[0])
    told = given.event(
        "account.linked.v1",
        11,
        account_id=str(account),
        officer_id=str(old.officer_id),
        institution="klpd:K65",
        platform="instagram",
        url="https://instagram.com/siti",
    )
    await tell(sessions, Event(told.id, told.type, told.subject, told.time, told.position,
        {**told.data, "earlier_account_ids": [str(id) for id in earlier]}))  # fmt: skip
    return account


async def tell(sessions: Sessions, event: Event) -> None:
    async with system_transaction(sessions) as session:
        await events.HANDLERS[event.type](session, event)


async def unlink(sessions: Sessions, account: UUID) -> None:
    await tell(sessions, given.event("account.unlinked.v1", 10, account_id=str(account)))


def calm_weeks_after(readings: list[Reading], count: int) -> list[Reading]:
    last = readings[-1]
    return [
        Reading(last.week + timedelta(weeks=at), last.audience + at, 45.0, 2)
        for at in range(1, count + 1)
    ]


async def test_half_a_year_of_calm_readings_under_another_id_earn_no_badge(
    sessions: Sessions, bought: UUID
) -> None:
    await unlink(sessions, bought)
    again = await linked_anew(sessions, bought)
    await given.observed(sessions, again, calm_weeks_after(given.bought_readings(), HALF_A_YEAR))
    await judging.judged(sessions, given.WEEK + timedelta(weeks=HALF_A_YEAR))
    verdict = await judging.verdict_of(sessions, again)

    assert verdict["decision"] == "review"
    assert verdict["reasons"]["finding_open"] == {"since": "2026-W47", "weeks": 1}


async def test_what_a_person_has_closed_comes_along_too(sessions: Sessions, bought: UUID) -> None:
    finding = await judging.finding_of(sessions, bought)
    await judging.looked_at(sessions, finding, given.SUNDAY)
    again = await linked_anew(sessions, bought)

    (kept,) = await judging.rows_of(sessions, FINDINGS, id=again)
    assert kept.closing_reason == "Diperiksa"
    assert await judging.rows_of(sessions, FINDINGS, id=bought) == []


async def test_heard_twice_it_is_done_once(sessions: Sessions, bought: UUID) -> None:
    again = await linked_anew(sessions, bought)
    before = await judging.rows_of(sessions, FINDINGS, id=again)
    await linked_anew(sessions, bought, under=again)

    assert await judging.rows_of(sessions, FINDINGS, id=again) == before
    assert before[0].version == 1


async def test_heard_late_two_open_findings_become_one_with_all_weeks(
    sessions: Sessions, bought: UUID
) -> None:
    other = await given.linked_account(sessions)
    readings = given.bought_readings(bought=400)
    moved = [Reading(r.week + timedelta(weeks=4), r.audience, r.engagement, r.posts)
             for r in readings]  # fmt: skip
    await given.observed(sessions, other, moved)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=4))
    first = await judging.finding_of(sessions, bought)
    await linked_anew(sessions, bought, under=other)

    (kept,) = await judging.rows_of(sessions, FINDINGS, id=other)
    assert (kept.id, kept.since, kept.version) == (first, given.WEEK, 2)
    assert kept.gains.keys() == {"2026-09-14", "2026-10-12"}
    assert await judging.rows_of(sessions, FINDINGS, id=bought) == []


async def test_findings_of_several_earlier_ids_come_together(
    sessions: Sessions, bought: UUID
) -> None:
    other = await given.linked_account(sessions)
    await given.observed(sessions, other, given.bought_readings(bought=500))
    await judging.judged(sessions, given.WEEK)
    again = await linked_anew(sessions, bought, other)

    (kept,) = await judging.rows_of(sessions, FINDINGS, id=again)
    assert kept.gains.keys() == {"2026-09-14"}
    assert 490 <= kept.gains["2026-09-14"] <= 510


async def test_an_account_without_earlier_ids_takes_nothing(
    sessions: Sessions, bought: UUID
) -> None:
    before = await judging.rows_of(sessions, FINDINGS, id=bought)
    await given.linked_account(sessions)

    assert await judging.rows_of(sessions, FINDINGS, id=bought) == before

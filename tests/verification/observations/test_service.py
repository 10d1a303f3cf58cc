"""Settling, rolling and closing, on real PostgreSQL."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from shared.clock import current_time
from shared.database import Sessions, system_transaction
from tests.verification import given
from tests.verification.given import WEEK
from verification.arrivals import service as arrivals
from verification.arrivals.rules.rows import Observed
from verification.arrivals.rules.standing import Assurance
from verification.growth.rules.histories import Reading
from verification.observations import jobs, queries, service


async def told(
    sessions: Sessions,
    account: UUID,
    *figures: tuple[date, int | None],
    source: str = "a",
    assurance: Assurance = Assurance.REPORTED,
    settled: bool = True,
) -> None:
    """A source tells of weeks of an account; without a figure that it could not be read."""
    rows = [
        Observed(week, account, figure, None, None, source, "private" if figure is None else None)
        for week, figure in figures
    ]
    async with system_transaction(sessions) as session:
        await arrivals.keep(
            session, rows, assurance=assurance, recorded_by="test", now=given.SUNDAY
        )
    if settled:
        await jobs.settle_arrivals(sessions, {})


async def stands(sessions: Sessions, account: UUID, *, until: date = WEEK) -> dict[date, int]:
    """The audience that stands of each week judged."""
    weeks = given.weeks_before(until, 104)
    async with system_transaction(sessions) as session:
        found = await queries.series(session, [account], weeks, window=52)
    return {reading.week: reading.audience for reading in found.get(account, ())}


def before(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


@pytest.fixture
async def account(sessions: Sessions) -> UUID:
    return await given.linked_account(sessions)


async def test_a_series_is_lengthened_over_gaps_and_corrected_behind(
    sessions: Sessions, account: UUID
) -> None:
    await told(sessions, account, (before(9), 600))
    await told(sessions, account, (before(5), 605))
    await told(sessions, account, (before(7), 603))
    await told(sessions, account, (before(9), 601))

    assert await stands(sessions, account) == {before(9): 601, before(7): 603, before(5): 605}


async def test_the_better_vouched_for_source_stands_whenever_it_came(
    sessions: Sessions, account: UUID
) -> None:
    await told(sessions, account, (WEEK, 612), source="seen", assurance=Assurance.SEEN)
    await told(sessions, account, (WEEK, 999), (before(1), 998))
    await told(sessions, account, (WEEK, None), source="decision", assurance=Assurance.DECIDED)

    assert await stands(sessions, account) == {WEEK: 612, before(1): 998}


async def test_a_source_that_takes_its_reading_back_leaves_none(
    sessions: Sessions, account: UUID
) -> None:
    await told(sessions, account, (WEEK, 612))
    await told(sessions, account, (WEEK, None))

    assert await stands(sessions, account) == {}


async def test_two_years_stay_in_the_series_and_older_weeks_come_from_the_log(
    sessions: Sessions, account: UUID
) -> None:
    await told(sessions, account, *[(before(back), 600 + back) for back in range(150)])
    await told(sessions, account, (WEEK + timedelta(weeks=1), 599))

    late = await stands(sessions, account, until=before(80))

    assert list(late.items()) == [(before(back), 600 + back) for back in range(131, 79, -1)]
    async with system_transaction(sessions) as session:
        size = text("select cardinality(audiences) from series where account_id = :id")
        assert await session.scalar(size, {"id": account}) == queries.ROLLED_WEEKS


@pytest.mark.parametrize("seed", range(3))
async def test_in_whatever_order_and_parts_readings_come_the_same_stands(
    sessions: Sessions, account: UUID, seed: int
) -> None:
    chance = random.Random(seed)
    figures = [(before(back), chance.choice([None, 500 + back])) for back in range(12)]
    chance.shuffle(figures)
    while figures:
        part, figures = figures[: chance.randint(1, 5)], figures[5:]
        await told(sessions, account, *part, settled=chance.random() < 0.7)
        expected = await logged(sessions, account)

        assert await stands(sessions, account) == expected


async def logged(sessions: Sessions, account: UUID) -> dict[date, int]:
    """What stands by the log alone."""
    statement = text(
        "select week, audience from observations where account_id = :id and audience is not null"
    )
    async with system_transaction(sessions) as session:
        rows = await session.execute(statement, {"id": account})
        return {row.week: row.audience for row in rows}


async def test_a_week_nobody_told_of_has_a_reason_from_the_close_on(
    sessions: Sessions, account: UUID
) -> None:
    silent = await given.linked_account(sessions)
    ended = current_time().date()
    week = ended - timedelta(days=ended.weekday(), weeks=1)
    await told(sessions, account, (week, 612), settled=False)

    for _ in range(2):
        await jobs.close_week(sessions, {})

    assert await rows_of(sessions, account) == [(week, "a", None)]
    assert await rows_of(sessions, silent) == [(week, "close", "nobody-read")]


async def rows_of(sessions: Sessions, account: UUID) -> Sequence[tuple[object, ...]]:
    statement = text("select week, source, missed from observations where account_id = :id")
    async with system_transaction(sessions) as session:
        return [tuple(row) for row in await session.execute(statement, {"id": account})]


async def test_what_is_settled_while_it_arrives_is_not_lost(
    sessions: Sessions, account: UUID
) -> None:
    await told(sessions, account, (before(1), 611), settled=False)
    async with system_transaction(sessions) as settling:
        await service.settle(settling)
        await told(sessions, account, (WEEK, 612), settled=False)
    await jobs.settle_arrivals(sessions, {})

    assert await stands(sessions, account) == {before(1): 611, WEEK: 612}


async def test_a_reading_keeps_its_figures_and_metric(sessions: Sessions, account: UUID) -> None:
    row = Observed(WEEK, account, 612, 40.1, 3, "a", None, "friends", exact=False)
    async with system_transaction(sessions) as session:
        await arrivals.keep(
            session, [row], assurance=Assurance.REPORTED, recorded_by="t", now=given.SUNDAY
        )
    await jobs.settle_arrivals(sessions, {})

    async with system_transaction(sessions) as session:
        found = await queries.series(session, [account], [WEEK], window=52)
    assert found[account] == (Reading(WEEK, 612, 40.1, 3, "friends"),)

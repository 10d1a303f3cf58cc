"""Which readings a judgement is given, from real PostgreSQL."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from httpx import AsyncClient

from shared.database import Sessions, system_transaction
from tests.verification import given
from verification.growth.rules.histories import Reading
from verification.observations import queries


async def readings_of(
    sessions: Sessions, accounts: Sequence[UUID], until: date
) -> dict[UUID, list[Reading]]:
    """What a run of the week ``until`` reads."""
    weeks = given.weeks_before(until, 104)
    found: dict[UUID, list[Reading]] = {account: [] for account in accounts}
    async with system_transaction(sessions) as session:
        for account, reading in await queries.readings(session, accounts, weeks, window=52):
            found[account].append(reading)
    return found


async def test_each_account_gets_the_year_up_to_its_own_newest_reading(
    client: AsyncClient, sessions: Sessions
) -> None:
    fresh, late = [await given.linked_account(sessions) for _ in range(2)]
    stopped = given.WEEK - timedelta(weeks=20)
    await given.observed(sessions, fresh, given.calm_readings(weeks=80))
    await given.observed(sessions, late, given.calm_readings(weeks=80, until=stopped))

    found = await readings_of(sessions, [fresh, late], given.WEEK)

    assert [r.week for r in found[fresh]] == given.weeks_before(given.WEEK, 52)
    assert [r.week for r in found[late]] == given.weeks_before(stopped, 52)


async def test_the_same_readings_come_whatever_week_is_judged(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.calm_readings(weeks=60))

    at_once = await readings_of(sessions, [account], given.WEEK)
    a_year_later = await readings_of(sessions, [account], given.WEEK + timedelta(weeks=52))

    assert at_once == a_year_later
    assert len(at_once[account]) == 52


async def test_readings_after_the_week_judged_stay_out(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.calm_readings(weeks=10))

    found = await readings_of(sessions, [account], given.WEEK - timedelta(weeks=3))

    assert found[account][-1].week == given.WEEK - timedelta(weeks=3)
    assert len(found[account]) == 7

"""What a person has explained hides nothing that came before or after it."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from httpx import AsyncClient

from shared.database import Sessions
from tests.verification import given, judging
from verification.growth.rules.histories import Reading


def growing(seed: int, weeks: int, audience: int, extra: Mapping[int, int]) -> list[Reading]:
    """Natural weeks from ``audience`` on, and what came, or left, in some of them besides."""
    chance, level, readings = random.Random(seed), audience, []
    for at, monday in enumerate(given.weeks_before(given.WEEK, weeks)):
        level += chance.choice([0, 0, 1]) + extra.get(at, 0)
        readings.append(Reading(monday, level, float(chance.randint(30, 60)), 2))
    return readings


async def explained(sessions: Sessions, readings: list[Reading], count: int) -> UUID:
    """An account whose first ``count`` readings opened a finding that a person has closed."""
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, readings[:count])
    await judging.judged(sessions, readings[count - 1].week)
    finding = await judging.finding_of(sessions, account)
    await judging.looked_at(sessions, finding, judging.noon_after(readings[count - 1].week))
    return account


async def judged(
    sessions: Sessions, account: UUID, readings: list[Reading], count: int
) -> dict[str, Any]:
    """The verdict once the readings after the first ``count`` have come."""
    await given.observed(sessions, account, readings[count:])
    await judging.judged(sessions, readings[-1].week)
    return await judging.verdict_of(sessions, account)


async def test_a_small_purchase_across_the_minimum_is_seen_after_a_large_explained_rise(
    client: AsyncClient, sessions: Sessions
) -> None:
    readings = growing(5, 40, 400, {8: 2000, 10: -2000, 26: 95})
    account = await explained(sessions, readings, 20)
    verdict = await judged(sessions, account, readings, 20)

    assert verdict["decision"] == "review"
    assert verdict["real_audience"]["low"] < 500 <= verdict["real_audience"]["high"]


async def test_a_slow_purchase_is_seen_after_a_large_explained_rise(
    client: AsyncClient, sessions: Sessions
) -> None:
    readings = growing(3, 40, 600, {16: 3000, **dict.fromkeys(range(30, 36), 100)})
    account = await explained(sessions, readings, 26)
    verdict = await judged(sessions, account, readings, 26)

    assert verdict["decision"] == "review"
    assert len(verdict["growth"]["flagged_weeks"]) >= 5
    assert verdict["reasons"]["growth_reviewed"]["weeks"] == 1


async def test_explained_followers_that_leave_take_nothing_off_a_new_doubt(
    client: AsyncClient, sessions: Sessions
) -> None:
    readings = growing(7, 40, 600, {16: 1000, 28: 900, 32: -900})
    account = await explained(sessions, readings, 26)
    verdict = await judged(sessions, account, readings, 26)

    high = verdict["real_audience"]["high"]
    assert verdict["decision"] == "review"
    assert 890 <= high - verdict["real_audience"]["low"] <= 940
    assert "growth_lost_again" not in verdict["reasons"]


async def test_an_explained_slow_rise_opens_nothing_anew_in_half_a_year(
    client: AsyncClient, sessions: Sessions
) -> None:
    readings = growing(11, 60, 900, dict.fromkeys(range(20, 32), 40))
    account = await explained(sessions, readings, 32)
    for count in range(33, 59, 5):
        await given.observed(sessions, account, readings[count - 5 : count])
        await judging.judged(sessions, readings[count - 1].week)

    found = "select id from findings where account_id = :id"
    assert len(await judging.rows_of(sessions, found, id=account)) == 1
    assert (await judging.verdict_of(sessions, account))["decision"] == "eligible"


async def test_the_same_readings_and_memory_give_the_same_answer(
    client: AsyncClient, sessions: Sessions
) -> None:
    readings = growing(7, 40, 600, {16: 1000, 30: 400})
    account = await explained(sessions, readings, 26)
    first = await judged(sessions, account, readings, 26)
    await judging.judged(sessions, readings[-1].week + timedelta(weeks=1))
    second = await judging.verdict_of(sessions, account)

    assert first["growth"] == second["growth"]
    assert first["real_audience"] == second["real_audience"]

"""How far back a judgement looks."""

from datetime import date, timedelta

import pytest

from verification.growth.rules.histories import WEEKS, History, Reading

LAST = date(2026, 11, 23)


def week(ago: int) -> Reading:
    return Reading(LAST - timedelta(weeks=ago), 500 + ago)


HISTORY = History("a", "x", LAST, tuple(week(ago) for ago in range(80, -1, -1)))


@pytest.mark.parametrize(("weeks", "oldest"), [(1, 0), (13, 12), (52, 51), (81, 80), (500, 80)])
def test_the_last_weeks_begin_that_many_weeks_ago_and_not_one_earlier(
    weeks: int, oldest: int
) -> None:
    assert HISTORY.since(weeks, until=LAST) == tuple(week(ago) for ago in range(oldest, -1, -1))


def test_a_year_of_weeks_is_judged() -> None:
    assert WEEKS == 52

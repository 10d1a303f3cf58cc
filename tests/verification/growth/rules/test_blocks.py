"""Readings laid into windows: where each week lands, and which earlier years are judged again."""

from datetime import timedelta

import numpy as np
import pytest

from tests.verification import given
from tests.verification.growth.weeks import account
from verification.growth.rules.blocks import (
    Window,
    earlier_windows,
    laid,
    newest_window,
    rises,
    series_of,
)
from verification.growth.rules.histories import History, Reading


def history(*back: int, posts: int | None = 2) -> History:
    readings = (Reading(given.WEEK - timedelta(weeks=b), 1000 - b, b / 2, posts) for b in back)
    return History("a", "x", given.WEEK, tuple(readings))


def test_the_newest_reading_is_last_and_nothing_older_than_52_weeks_is_in() -> None:
    series = series_of(history(60, 52, 51, 40, 30, 20, 10, 7, 5, 0))
    window = newest_window(0, series)

    assert window == Window(0, 2, 10)
    audience, engagement, posts = laid([series], [window])
    assert np.flatnonzero(np.isfinite(audience[:, 0])).tolist() == [0, 11, 21, 31, 41, 44, 46, 51]
    assert (audience[0, 0], audience[51, 0]) == (949, 1000)
    assert (engagement[44, 0], posts[44, 0]) == (3.5, 2)


def test_seven_readings_of_a_year_are_no_window() -> None:
    assert newest_window(0, series_of(history(60, 52, 6, 5, 4, 3, 2, 1, 0))) is None
    assert newest_window(0, series_of(history())) is None


def test_a_week_without_a_post_tells_nothing_of_reactions() -> None:
    assert np.isnan(series_of(history(2, 1, 0, posts=0)).values[1]).all()
    assert np.isfinite(series_of(history(2, 1, 0, posts=None)).values[1]).all()


@pytest.mark.parametrize("count", [1, 16, 17, 40])
def test_a_block_is_as_wide_as_a_multiple_of_sixteen(count: int) -> None:
    series = series_of(history(*range(9, -1, -1)))
    windows = [Window(0, 0, 10)] * count

    assert laid([series], windows)[0].shape == (52, -(-count // 16) * 16)


def quarters(weeks: int, *rose: int) -> list[int]:
    """Rows of the newest year at which the earlier windows of such a history end."""
    series = series_of(given.history(account(weeks=weeks)))
    marks = np.isin(np.arange(52), rose)
    newest = int(series.weeks[-1])
    return [
        51 - newest + int(series.weeks[w.end - 1]) for w in earlier_windows(0, series, marks)
    ]  # fmt: skip


def test_quarters_are_the_same_weeks_for_everybody() -> None:
    longer, shorter = quarters(52, *range(52)), quarters(30, *range(52))

    assert [*np.diff(longer)] == [-13] * (len(longer) - 1)
    assert {*shorter} < {*longer}


def test_a_quarter_is_judged_when_the_audience_rose_in_the_half_year_before() -> None:
    every = quarters(52, *range(52))
    first = min(every)

    assert quarters(52) == []
    assert quarters(52, first) == [q for q in every if first <= q < first + 26]


def test_quarters_of_older_years_are_always_judged() -> None:
    assert len([row for row in quarters(104) if row < 0]) == 4


def test_when_nothing_is_known_of_rises_every_quarter_is_judged() -> None:
    series = series_of(given.history(account(weeks=52)))
    every = np.ones(52, dtype=np.bool_)

    assert list(earlier_windows(0, series, None)) == list(earlier_windows(0, series, every))


@pytest.mark.parametrize(("later", "rose"), [(1049.0, False), (1050.0, True)])
@pytest.mark.parametrize("after", [1, 16])
def test_a_twentieth_within_sixteen_weeks_is_a_rise(later: float, after: int, rose: bool) -> None:
    level = np.full((52, 1), 1000.0)
    level[20:] = later
    level[20 - after + 1 : 20] = (1000.0 + later) / 2

    assert bool(rises(level)[20, 0]) is rose


def test_the_first_reading_is_no_rise() -> None:
    level = np.zeros((52, 1))
    level[30:] = 700.0

    assert not rises(level).any()

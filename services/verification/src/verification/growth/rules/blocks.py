"""Windows of many accounts laid side by side: a row a week, a column a window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from verification.growth.rules.explained import unburdened
from verification.growth.rules.histories import WEEKS, History
from verification.growth.rules.ranges import Floats

FEWEST_READINGS = 8
QUARTER = 13
"""Earlier judgements are repeated at the end of each quarter of 13 weeks, the same for all."""
LANES = 16
"""A multiple of what a processor handles at once: no account ever falls into a remainder."""


@dataclass(frozen=True, slots=True)
class Window:
    """The year up to one reading of one history."""

    owner: int
    """Which history."""
    newest: int
    """Number of its week; the last row."""
    current: bool
    """Whether it ends with the newest reading of all."""


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one history as arrays, once what is explained has been taken out."""

    weeks: np.ndarray[tuple[int], np.dtype[np.int64]]
    audience: np.ndarray[tuple[int], np.dtype[np.float64]]
    engagement: np.ndarray[tuple[int], np.dtype[np.float64]]


def week_number(monday: date) -> int:
    """Weeks since the beginning of the calendar."""
    return monday.toordinal() // 7


def series_of(history: History) -> Series:
    """A week without a post says nothing about reactions."""
    readings = history.readings
    weeks = np.array([week_number(r.week) for r in readings], dtype=np.int64)
    audience = np.array([r.audience for r in readings], dtype=np.float64)
    engagement = np.array(
        [np.nan if r.engagement is None or r.posts == 0 else r.engagement for r in readings],
        dtype=np.float64,
    )
    return Series(weeks, unburdened(history, weeks, audience), engagement)


def windows_of(owner: int, series: Series) -> Iterator[Window]:
    """The year up to the newest reading, and the years up to each quarter before it."""
    weeks = series.weeks
    if len(weeks) < FEWEST_READINGS:
        return
    newest = int(weeks[-1])
    yield Window(owner, newest, current=True)
    for quarter in range(newest // QUARTER * QUARTER, int(weeks[0]), -QUARTER):
        seen = weeks[(weeks <= quarter) & (weeks > quarter - WEEKS)]
        if len(seen) >= FEWEST_READINGS and int(seen[-1]) < newest:
            yield Window(owner, int(seen[-1]), current=False)


def laid(all_series: Sequence[Series], windows: Sequence[Window]) -> tuple[Floats, Floats]:
    """Audience and engagement of so many windows; nothing known is NaN."""
    width = -(-max(len(windows), 1) // LANES) * LANES
    audience, engagement = np.full((2, WEEKS, width), np.nan)
    for column, window in enumerate(windows):
        series = all_series[window.owner]
        first = np.searchsorted(series.weeks, window.newest - WEEKS, side="right")
        end = np.searchsorted(series.weeks, window.newest, side="right")
        rows = series.weeks[first:end] - window.newest + WEEKS - 1
        audience[rows, column] = series.audience[first:end]
        engagement[rows, column] = series.engagement[first:end]
    return audience, engagement

"""Windows of many accounts laid side by side: a row a week, a column a window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from verification.growth.rules.explained import unburdened
from verification.growth.rules.histories import WEEKS, History
from verification.growth.rules.ranges import Flags, Floats

FEWEST_READINGS = 8
QUARTER = 13
"""Earlier judgements are repeated at the end of each quarter of 13 weeks, the same for all."""
LONG_AFTER = 26
"""A quarter so many weeks after a rise knows all there will be to know of it."""
RISE, WITHIN = 0.05, 16
"""A rise worth a second look: by so much in so many weeks."""
LANES = 16
"""A multiple of what a processor handles at once: no account ever falls into a remainder."""


@dataclass(frozen=True, slots=True)
class Window:
    """The year up to one reading of one history."""

    owner: int
    """Which history."""
    first: int
    end: int
    """Its readings: from the first of them up to the end without it."""


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one history as arrays, once what is explained has been taken out."""

    weeks: NDArray[np.int64]
    """Weeks since the beginning of the calendar."""
    values: Floats
    """Audience, engagement and posts, a row each; nothing known is NaN."""


def series_of(history: History) -> Series:
    """A week without a post says nothing about reactions, one misread nothing at all."""
    if len(history.credible) < len(history.readings):
        history = replace(history, readings=history.credible)
    readings = history.readings
    weeks = np.array([reading.week.toordinal() for reading in readings], dtype=np.int64) // 7
    values = np.array(
        [
            [reading.audience for reading in readings],
            [reading.engagement for reading in readings],
            [reading.posts for reading in readings],
        ],
        dtype=np.float64,
    )
    values[0] = unburdened(history, weeks, values[0])
    values[1, values[2] == 0] = np.nan
    return Series(weeks, values)


def newest_window(owner: int, series: Series) -> Window | None:
    """The year up to the newest reading, if there are enough."""
    weeks = series.weeks
    if len(weeks) < FEWEST_READINGS:
        return None
    end = len(weeks)
    window = Window(owner, _first(weeks, end), end)
    return window if end - window.first >= FEWEST_READINGS else None


def earlier_windows(owner: int, series: Series, rose: Flags | None) -> Iterator[Window]:
    """The years up to each quarter before the newest reading, the latest first; of the newest year
    only quarters not long after a week when the audience ``rose``, if that is known.
    """
    weeks = series.weeks
    if len(weeks) < FEWEST_READINGS:
        return
    oldest, newest = int(weeks[0]), int(weeks[-1])
    known_from = LONG_AFTER + WITHIN if newest - oldest >= WEEKS else 0
    if rose is not None and known_from == 0 and not rose.any():
        return
    rising = range(WEEKS) if rose is None else np.flatnonzero(rose).tolist()
    for quarter in range(newest // QUARTER * QUARTER, oldest, -QUARTER):
        row = quarter - newest + WEEKS
        if row >= known_from and not any(row - LONG_AFTER <= at < row for at in rising):
            continue
        end = int(weeks.searchsorted(quarter, side="right"))
        first = _first(weeks, end)
        if end - first >= FEWEST_READINGS and end < len(weeks):
            yield Window(owner, first, end)


def _first(weeks: NDArray[np.int64], end: int) -> int:
    """The oldest reading of the year up to the one before ``end``."""
    return int(weeks.searchsorted(weeks[end - 1] - WEEKS, side="right")) if end else 0


def rises(level: Floats) -> Flags:
    """Weeks when an audience was higher by a twentieth than at some time within 16 weeks before."""
    lowest = np.where(level > 0, level * (1 + RISE), np.inf)
    rose = np.zeros(level.shape, dtype=np.bool_)
    for back in range(1, WITHIN + 1):
        rose[back:] |= level[back:] >= lowest[:-back]
    return rose


def laid(all_series: Sequence[Series], windows: Sequence[Window]) -> tuple[Floats, Floats, Floats]:
    """Audience, engagement and posts of so many windows; nothing known is NaN."""
    width = -(-max(len(windows), 1) // LANES) * LANES
    block = np.full((3, WEEKS, width), np.nan)
    for column, window in enumerate(windows):
        series = all_series[window.owner]
        weeks = series.weeks[window.first : window.end]
        rows = weeks - (weeks[-1] - WEEKS + 1)
        block[:, rows, column] = series.values[:, window.first : window.end]
    return block[0], block[1], block[2]

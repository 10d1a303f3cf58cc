"""Twenty-six weeks of an audience: real ones where the panel is present, else from a simulator."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from local.story.cast import Plan
from local.story.numbers import DATA

PANEL = DATA / "authenticity" / "github_weekly" / "panel.parquet"
WEEKS = 26
DAYS_A_WEEK = 7
NEW_WEEKS = 4
DIP = 15
NATURAL, SMALL = (650, 5000), (200, 460)
LARGEST_WEEKLY_SHARE = 0.08
"""Of a natural window chosen here: real spikes exist and are a person's to judge."""

Counts = NDArray[Any]
Window = tuple[tuple[int, float], ...]
"""Audience and engagement, a week each."""


@dataclass(frozen=True, slots=True)
class Week:
    """One reading as it is uploaded."""

    label: str
    audience: int
    engagement: float
    posts: int


def labels(last: date, count: int) -> list[str]:
    """ISO weeks up to the one that holds ``last``."""
    days = (last - timedelta(weeks=back) for back in reversed(range(count)))
    return [f"{y:04d}-W{w:02d}" for y, w, _ in (day.isocalendar() for day in days)]


def history(plan: Plan, dice: Random, last: date) -> list[Week]:
    """A history as planned, ending in the week of ``last``."""
    span = SMALL if plan is Plan.SMALL else NATURAL
    window = list(dice.choice(windows(span)) if PANEL.exists() else simulated(span, dice))
    if plan is Plan.BOUGHT:
        window = with_purchase(window, dice)
    if plan is Plan.FOLLOWED:
        window = with_colleagues(window, dice)
    if plan is Plan.DIPPED:
        window = with_dip(window)
    if plan is Plan.NEW:
        window = window[-NEW_WEEKS:]
    return [
        Week(label, audience, engagement, dice.randint(1, 5))
        for label, (audience, engagement) in zip(labels(last, len(window)), window, strict=True)
    ]


def with_purchase(window: list[tuple[int, float]], dice: Random) -> list[tuple[int, float]]:
    """Nine tenths more followers within one week, and not one more reaction."""
    week = dice.randint(WEEKS - 9, WEEKS - 3)
    bought = int(window[week][0] * 0.9)
    before, after = window[:week], window[week:]
    return before + [(audience + bought, engagement) for audience, engagement in after]


def with_colleagues(window: list[tuple[int, float]], dice: Random) -> list[tuple[int, float]]:
    """An eighth more followers within one week, who react like those there were, or more."""
    week = dice.randint(WEEKS - 9, WEEKS - 5)
    gained = window[week][0] // 8
    before, after = window[:week], window[week:]
    return before + [
        (count + gained, round(likes + max(0.3, likes / count) * gained)) for count, likes in after
    ]


def with_dip(window: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """A twelfth too few in one week, the same for all; then as before."""
    low = (window[DIP][0] * 11 // 12, window[DIP][1])
    return [*window[:DIP], low, *window[DIP + 1 :]]


def purchase_week(weeks: list[Week]) -> str:
    """The week that brought most."""
    gains = [later.audience - earlier.audience for earlier, later in pairwise(weeks)]
    return weeks[gains.index(max(gains)) + 1].label


def simulated(span: tuple[int, int], dice: Random) -> Window:
    """Slow growth with the weekly noise of a small account."""
    audience, reactions = float(dice.randint(span[0], span[1])) * 0.8, dice.uniform(5, 40)
    weeks: list[tuple[int, float]] = []
    for _ in range(WEEKS):
        audience = min(audience * (1 + max(0.0, dice.gauss(0.004, 0.003))), span[1])
        weeks.append((round(max(audience, span[0])), float(round(dice.gauss(reactions, 2) ** 2))))
    return tuple(weeks)


@cache
def windows(span: tuple[int, int]) -> list[Window]:
    """Windows of the panel whose audience ends within the span, at most one a run of weeks."""
    return [window for stars, news in runs() for window in fitting(stars, news, span)]


def fitting(stars: Counts, news: Counts, span: tuple[int, int]) -> Iterator[Window]:
    """The earliest window of a run that stays in the span and has no spike."""
    for start in range(0, len(stars) - WEEKS, WEEKS):
        audience = stars[start : start + WEEKS]
        if span[0] <= audience[0] and audience[-1] <= span[1] and is_calm(audience):
            reactions = news[start : start + WEEKS]
            yield tuple(zip(audience.tolist(), reactions.tolist(), strict=True))
            return


def is_calm(audience: Counts) -> bool:
    """Grows, and by no more than a twelfth in any week."""
    steps = np.diff(audience)
    spikes = steps > LARGEST_WEEKLY_SHARE * audience[:-1]
    return bool(steps.min() >= -2 and audience[-1] > audience[0] and not spikes.any())


@cache
def runs() -> list[tuple[Counts, Counts]]:
    """Stars and weekly new forks of each repository, cut where a week is missing."""
    import pyarrow.parquet as parquet

    table = parquet.read_table(PANEL, columns=["row_id", "date", "stars", "forks"])
    repository = table["row_id"].combine_chunks().indices.to_numpy()
    day = table["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    cuts = np.flatnonzero((np.diff(repository) != 0) | (np.diff(day) != DAYS_A_WEEK)) + 1
    stars, forks = table["stars"].to_numpy(), table["forks"].to_numpy()
    news = np.maximum(np.diff(forks, prepend=forks[:1]), 0).astype(np.float64)
    pieces = zip(np.split(stars, cuts), np.split(news, cuts), strict=True)
    return [(counts[1:], new[1:]) for counts, new in pieces if len(counts) > WEEKS + 1]

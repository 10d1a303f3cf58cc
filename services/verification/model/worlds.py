"""Simulated audiences by week, of the kinds a programme meets; every parameter is drawn widely.

Nobody knows the true parameters, so none is fixed: each account draws its own, and ``Ranges`` says
from where. ``OTHER`` is a second world, used only to measure.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Names = NDArray[Any]
KINDS = ("plain", "viral", "cohort", "giveaway")
Range = tuple[float, float]


@dataclass(frozen=True)
class Ranges:
    """Between which values each account draws, evenly, or evenly in logarithms."""

    audience: Range = (150.0, 20_000.0)
    median_audience: float = 800.0
    audience_spread: float = 1.0
    weekly_growth: Range = (0.0003, 0.012)
    newcomers: Range = (0.05, 4.0)
    dispersion: Range = (0.4, 12.0)
    """Of the negative binomial: small is uneven."""
    drift: Range = (0.02, 0.22)
    churn: Range = (0.0, 0.004)
    posts: Range = (0.5, 5.0)
    reactions: Range = (0.012, 0.35)
    """Of a follower, a post."""
    reaction_noise: Range = (0.12, 0.75)
    crowd: Range = (0.8, 1.0)
    """Power of the audience that reactions grow with."""
    viral_times: Range = (4.0, 45.0)
    viral_power: Range = (0.4, 0.95)
    viral_decay: Range = (0.1, 0.7)
    cohort: Range = (0.04, 0.5)
    cohort_reacts: Range = (0.55, 1.3)
    giveaway: Range = (0.05, 0.6)
    giveaway_lift: Range = (1.2, 5.0)
    giveaway_lively: Range = (0.1, 0.95)
    giveaway_leaves: Range = (0.0, 0.45)
    platform_purge: Range = (0.005, 0.08)
    purge_chance: float = 0.25
    silent_weeks: Range = (0.0, 0.35)


WIDE = Ranges()
OTHER = replace(
    WIDE,
    median_audience=700.0,
    weekly_growth=(0.0005, 0.008),
    dispersion=(0.8, 5.0),
    drift=(0.05, 0.12),
    reactions=(0.03, 0.25),
    reaction_noise=(0.25, 0.5),
    viral_times=(8.0, 30.0),
    cohort=(0.05, 0.45),
    cohort_reacts=(0.8, 1.2),
    giveaway_lively=(0.3, 1.0),
    giveaway_lift=(1.5, 4.0),
    silent_weeks=(0.0, 0.2),
)


@dataclass(frozen=True)
class World:
    """One row an account; ``event`` is the first week of what makes its kind, -1 when none."""

    audience: Floats
    engagement: Floats
    posts: Floats
    kinds: Names
    event: NDArray[np.int64]
    ranges: Ranges = field(default_factory=Ranges)


def drawn(
    random: np.random.Generator, between: Range, count: int, *, evenly: bool = True
) -> Floats:
    """A value for each account; not ``evenly`` means evenly in logarithms."""
    low, high = between
    if evenly:
        return random.uniform(low, high, count)
    return np.exp(random.uniform(np.log(low), np.log(high), count))


@dataclass
class Arrivals:
    """What an event brings: followers and how lively they are, a lift, and some who leave."""

    follow: Floats
    lively: Floats
    lift: Floats
    leave: Floats


def world(
    random: np.random.Generator, count: int, weeks: int, ranges: Ranges = WIDE,
    *, kinds: Names | None = None, small: bool = False, first: int = 3,
) -> World:  # fmt: skip
    """Natural accounts; an event of its kind falls between ``first`` and the newest week."""
    chosen = np.asarray(KINDS)[random.integers(0, 4, count)] if kinds is None else kinds
    start = np.exp(random.normal(np.log(ranges.median_audience), ranges.audience_spread, count))
    start = np.clip(start, *ranges.audience)
    if small:
        start = random.uniform(240.0, 490.0, count)
    event = random.integers(min(first, weeks - 2), weeks, count)
    arrivals = _arrivals(random, chosen, event, weeks, ranges)
    return _lived(random, start, chosen, event, arrivals, ranges)


def _arrivals(
    random: np.random.Generator, kinds: Names, event: NDArray[np.int64], weeks: int, ranges: Ranges
) -> Arrivals:
    """Shares of the audience that arrive and leave, week by week, and the lift of reactions."""
    count = len(kinds)
    since = np.arange(weeks)[None, :] - event[:, None]
    none = np.zeros((count, weeks))
    lift = np.ones((count, weeks))
    follow, leave = none.copy(), none.copy()
    lively = np.ones(count)
    cohort, gift = kinds == "cohort", kinds == "giveaway"
    size = drawn(random, ranges.cohort, count)
    at_once = random.uniform(0.6, 1.0, count)
    shape = np.where(since == 0, at_once[:, None], np.where(since == 1, 1 - at_once[:, None], 0.0))
    follow[cohort] = (size[:, None] * shape)[cohort]
    lively[cohort] = drawn(random, ranges.cohort_reacts, count)[cohort]
    size = drawn(random, ranges.giveaway, count, evenly=False)
    length = random.integers(1, 5, count)
    during = (since >= 0) & (since < length[:, None])
    follow[gift] = (during * (size / length)[:, None] * random.uniform(0.6, 1.4, none.shape))[gift]
    raised = drawn(random, ranges.giveaway_lift, count)
    lift[gift] = np.where(during, raised[:, None], 1.0)[gift]
    lively[gift] = drawn(random, ranges.giveaway_lively, count)[gift]
    gone, over = drawn(random, ranges.giveaway_leaves, count), random.integers(3, 14, count)
    leaving = (since >= length[:, None]) & (since < (length + over)[:, None])
    leave[gift] = (leaving * (size * gone / over)[:, None])[gift]
    return Arrivals(follow, lively, lift, leave)


def _viral(
    random: np.random.Generator, kinds: Names, event: NDArray[np.int64], weeks: int, ranges: Ranges
) -> tuple[Floats, Floats]:
    """How many times the usual gain and reactions there are in each week."""
    count = len(kinds)
    since = np.arange(weeks)[None, :] - event[:, None]
    decay = drawn(random, ranges.viral_decay, count)[:, None]
    times = drawn(random, ranges.viral_times, count, evenly=False)[:, None]
    power = drawn(random, ranges.viral_power, count)[:, None]
    wave = np.where(since >= 0, decay ** np.maximum(since, 0), 0.0)
    wave *= (kinds == "viral")[:, None]
    gains = 1 + times * wave
    return gains, 1 + (times**power - 1) * wave ** random.uniform(0.5, 1.2, (count, 1))


def _lived(
    random: np.random.Generator, start: Floats, kinds: Names, event: NDArray[np.int64],
    arrivals: Arrivals, ranges: Ranges,
) -> World:  # fmt: skip
    """Week by week: followers come and leave, posts are made or not, reactions follow."""
    count, weeks = arrivals.follow.shape
    growth = drawn(random, ranges.weekly_growth, count, evenly=False)
    newcomers = drawn(random, ranges.newcomers, count, evenly=False)
    dispersion = drawn(random, ranges.dispersion, count, evenly=False)
    drift, churn = drawn(random, ranges.drift, count), drawn(random, ranges.churn, count)
    gains, waves = _viral(random, kinds, event, weeks, ranges)
    purge_at = np.where(
        random.random(count) < ranges.purge_chance, random.integers(0, weeks, count), -1
    )
    purge = drawn(random, ranges.platform_purge, count)
    level, real, mood = start.copy(), start.copy(), random.normal(0, 0.3, count)
    audience = np.empty((count, weeks))
    crowd = np.empty((count, weeks))
    at_event = start.copy()
    for week in range(weeks):
        mood = 0.97 * mood + drift * random.normal(0, 1, count)
        at_event = np.where(week <= event, level, at_event)
        mean = (growth * level + newcomers) * np.exp(np.clip(mood, -2.5, 2.5)) * gains[:, week]
        came = random.poisson(random.gamma(dispersion, mean / dispersion)).astype(np.float64)
        left = random.poisson(churn * level).astype(np.float64)
        extra = np.round(arrivals.follow[:, week] * at_event)
        lost = np.round(arrivals.leave[:, week] * at_event)
        swept = np.where(purge_at == week, np.round(purge * level), 0.0)
        level = np.maximum(level + came + extra - left - lost - swept, 1.0)
        real = np.maximum(
            real + came + extra * arrivals.lively - left - lost * arrivals.lively - swept, 1.0
        )
        audience[:, week], crowd[:, week] = np.round(level), real
    posts, engagement = _reactions(random, crowd, waves * arrivals.lift, ranges)
    return World(audience, engagement, posts, kinds, np.where(kinds == "plain", -1, event), ranges)


def _reactions(
    random: np.random.Generator, crowd: Floats, lift: Floats, ranges: Ranges
) -> tuple[Floats, Floats]:
    """Posts of each week and the reactions to them; half the accounts report a mean per post."""
    count = len(crowd)
    often = drawn(random, ranges.posts, count, evenly=False)[:, None]
    posts = random.poisson(np.maximum(often, 0.05), crowd.shape).astype(np.float64)
    silent = drawn(random, ranges.silent_weeks, count)[:, None]
    posts = np.where(random.random(crowd.shape) < silent * 0.5, 0.0, np.maximum(posts, 1.0))
    rate = drawn(random, ranges.reactions, count, evenly=False)[:, None]
    power = drawn(random, ranges.crowd, count)[:, None]
    noise = drawn(random, ranges.reaction_noise, count)[:, None]
    mean = rate * crowd**power * lift * np.exp(random.normal(0, 1, crowd.shape) * noise)
    by_post = (random.random(count) < 0.5)[:, None]
    engagement = random.poisson(np.minimum(mean * np.where(by_post, 1.0, posts), 1e8)).astype(float)
    unknown = (random.random(count) < 0.5)[:, None]
    return posts, np.where(posts > 0, engagement, np.where(unknown, np.nan, 0.0))

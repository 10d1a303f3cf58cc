"""Whether new followers react: engagement after against before, and what should have come."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.burst import ABSENT, AROUND, Burst
from verification.growth.rules.ranges import (
    Columns,
    Flags,
    Floats,
    at,
    between,
    medians,
    running,
)  # fmt: skip
from verification.growth.rules.steps import Steps

SILENT_MEANS_NO_POST = 6.0
"""Where a usual week has so many reactions, one without any had no post."""
FEWEST_WEEKS = 2
CALMER = 0.9


@dataclass(frozen=True, slots=True)
class Crowd:
    """Engagement as running sums, winsorised so that no single post decides."""

    engaged: Flags
    usual: Floats
    weekly: Floats
    count: Floats
    total: Floats
    squares: Floats


def crowd_of(engagement: Floats, observed: Columns) -> Crowd:
    """What is known of reactions; accounts without enough of them are not ``engaged``."""
    usual = medians(engagement)
    missing = (engagement == 0.0) & (usual >= SILENT_MEANS_NO_POST)
    weekly = np.where(missing, np.nan, engagement)
    usual = medians(weekly)
    known = np.isfinite(weekly)
    seen = known.sum(axis=0)
    engaged = (seen * 2 >= observed) & (seen >= 4)
    capped = np.where(known, np.minimum(weekly, 3.0 * usual + 3.0), 0.0)
    return Crowd(
        engaged, usual, np.where(known, weekly, 0.0),
        running(known.astype(np.float64)), running(capped), running(capped * capped),
    )  # fmt: skip


def calmer(engagement: Floats, posts: Floats) -> Floats:
    """Reactions a week, or a post where that varies less from week to week: some sources report
    sums, some means, and nobody says which.
    """
    each = np.where(posts > 0, engagement / np.maximum(posts, 1.0), np.nan)
    by_post = _restless(each) < CALMER * _restless(engagement)
    enough = np.isfinite(each).sum(axis=0) * 2 >= np.isfinite(engagement).sum(axis=0)
    return np.where(by_post & enough, each, engagement)


def _restless(values: Floats) -> Floats:
    """Median relative change from one week to the next."""
    change = np.abs(values[1:] - values[:-1]) / (values[1:] + values[:-1] + 1.0)
    return medians(change)


def _either_side(
    crowd: Crowd, first: Columns, end: Columns, wanted: Floats
) -> tuple[Floats, Floats, Flags]:
    """Growth of reactions from before ``first`` to after ``end`` in logarithms, its noise, and
    whether both sides are known.
    """
    sides = ((first - AROUND, first), (end, end + AROUND))
    (before, one), (after, other) = [
        (between(crowd.total, a, b), between(crowd.count, a, b)) for a, b in sides
    ]
    squares = [between(crowd.squares, a, b) for a, b in sides]
    known = crowd.engaged & (one >= FEWEST_WEEKS) & (other >= FEWEST_WEEKS)
    one, other = np.maximum(one, 1.0), np.maximum(other, 1.0)
    low, high = before / one, after / other
    inside = squares[0] - before * low + squares[1] - after * high
    spread = np.maximum(inside, 0.0) / np.maximum(one + other - 2, 1.0)
    middle = (low + high) / 2 + 0.5
    relative = np.maximum(spread / (middle * middle), 1.0 / middle) + 0.01
    noise = np.sqrt(relative * (1 / one + 1 / other))
    return np.log((high + 0.5) / (low + 0.5)), noise, known


def _likelihood(
    crowd: Crowd, first: Columns, end: Columns, wanted: Floats
) -> tuple[Floats, Floats, Floats]:
    """Log likelihood that followers brought reactions against that they brought none (signed
    root), growth of reactions in noises, and what is lacking in logarithms.
    """
    rise, noise, known = _either_side(crowd, first, end, wanted)
    ratio = wanted * (2 * rise - wanted) / (2 * noise * noise)
    rooted = np.sign(ratio) * np.sqrt(np.abs(ratio))
    return (
        np.where(known, np.clip(rooted, -8.0, 8.0), ABSENT),
        np.where(known, np.clip(rise / noise, -8.0, 8.0), ABSENT),
        np.where(known, np.clip(rise - wanted, -3.0, 3.0), ABSENT),
    )


def crowd_signs(steps: Steps, burst: Burst, crowd: Crowd) -> dict[str, Floats]:
    """Reactions at the burst and after it."""
    week = burst.week
    wanted = np.log1p(burst.gain / burst.base)
    brought, rise, lack = _likelihood(crowd, week, week + 1, wanted)
    later, _, shift = _likelihood(crowd, week - 1, week + 3, wanted)
    near = np.maximum(at(crowd.weekly, week), at(crowd.weekly, week + 1))
    near = np.where(week >= len(crowd.weekly) - 1, at(crowd.weekly, week), near)
    floor = 0.25 * crowd.usual + 2.0
    lift = np.log((near + floor) / (crowd.usual + floor))
    extra = np.maximum(near - crowd.usual, 0.0) + 0.5
    usual = np.maximum(at(steps.usual, week), 0.0) + 1.0
    each = np.log(extra / burst.gain) - np.log((crowd.usual + 0.5) / usual)
    return {
        "brought": brought,
        "brought_later": later,
        "er_rise": rise,
        "er_shift": lack,
        "er_late": shift,
        "lift_now": np.where(crowd.engaged, lift, ABSENT),
        "each": np.where(crowd.engaged, np.clip(each, -8.0, 8.0), ABSENT),
    }


def drip_reactions(crowd: Crowd, first: Columns, end: Columns, gained: Floats) -> dict[str, Floats]:
    """Reactions after a slow rise against before it, and during it."""
    brought, _, lack = _likelihood(crowd, first, end - (end - first) // 2, gained)
    during = between(crowd.total, first, end) / np.maximum(between(crowd.count, first, end), 1.0)
    lift = np.log((during + 2.0) / (crowd.usual + 2.0))
    return {
        "drip_brought": brought,
        "drip_shift": lack,
        "drip_lift": np.where(crowd.engaged, lift, ABSENT),
    }

"""The week that stands out most, and what came before and after it."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.ranges import (
    Columns,
    Flags,
    Floats,
    at,
    between,
    lowest_after,
    running,
)  # fmt: skip
from verification.growth.rules.steps import Steps

ABSENT = -9.0
"""Of a sign that cannot be known, far below every value it can have."""
AROUND = 26
"""Weeks looked at on either side."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The candidate of each account."""

    strength: Floats
    """Of each week: gain above the twelve-week high in units of its noise."""
    week: Columns
    gain: Floats
    """Of that week beyond the usual and above the high; at least 1."""
    base: Floats


def burst_of(steps: Steps) -> Burst:
    """Each account's strongest week."""
    strength = np.where(steps.known, steps.over / steps.noise, 0.0)
    week = strength.argmax(axis=0)
    gain = np.maximum(at(steps.over, week), 1.0)
    return Burst(strength, week, gain, np.maximum(at(steps.base, week), 1.0))


def burst_signs(steps: Steps, burst: Burst) -> dict[str, Floats]:
    """How strong it is, how alone it stands, and what became of the followers it brought."""
    first, second, third = _three_highest(burst.strength)
    strongest = np.maximum(first, 0.5)
    return {
        "burst_z": np.log1p(np.maximum(first, 0.0)),
        "burst_rel": np.log1p(burst.gain / burst.base),
        "second": np.maximum(second, 0.0) / strongest,
        "third": np.maximum(third, 0.0) / strongest,
        "n_z4": (burst.strength > 4.0).sum(axis=0).astype(np.float64),
        **_tails(steps, burst),
        **_kept(steps, burst),
    }


def _three_highest(values: Floats) -> tuple[Floats, Floats, Floats]:
    first = second = third = np.zeros(values.shape[1])
    for value in values:
        third = np.maximum(third, np.minimum(second, value))
        second = np.maximum(second, np.minimum(first, value))
        first = np.maximum(first, value)
    return first, second, third


def _tails(steps: Steps, burst: Burst) -> dict[str, Floats]:
    """Growth beyond the usual in the weeks around, as a share of the burst or of its noise."""
    sums, counts = running(steps.excess), running(steps.known.astype(np.float64))
    week, gain = burst.week, burst.gain

    def mean(first: Columns, end: Columns) -> tuple[Floats, Floats]:
        there = between(counts, first, end)
        return between(sums, first, end) / np.maximum(there, 1.0), there

    after, weeks_after = mean(week + 1, week + 1 + AROUND)
    before, weeks_before = mean(week - AROUND, week)
    late, weeks_late = mean(week + 5, week + 17)
    noise = at(steps.noise, week)
    found = {"after": weeks_after, "before": weeks_before}
    for name, first, end in (("tail1", 1, 2), ("tail24", 2, 5), ("lead", -4, 0)):
        some, there = mean(week + first, week + end)
        found[name] = np.where(there > 0, np.clip(some / gain, -1.5, 1.5), ABSENT)
    both = (weeks_after >= 3) & (weeks_before >= 3)
    scale = noise * np.sqrt(1 / np.maximum(weeks_after, 1) + 1 / np.maximum(weeks_before, 1))
    found["slope"] = np.where(both, np.clip((after - before) / scale, -8.0, 8.0), ABSENT)
    long = (weeks_late >= 3) & (weeks_before >= 3)
    found["slope_rel"] = np.where(long, np.clip((late - before) / gain, -1.0, 1.0), ABSENT)
    return found


def _kept(steps: Steps, burst: Burst) -> dict[str, Floats]:
    """Whether the followers stayed, and the hardest fall of all."""
    week, gain = burst.week, burst.gain
    lowest = lowest_after(steps.level)
    peak = np.maximum(at(steps.level, week), at(steps.level, week + 1))
    low = np.minimum(at(lowest, week), peak)
    still = at(steps.level, np.minimum(week + AROUND, len(steps.level) - 1))
    reached = at(steps.level, week)
    fallen = np.maximum(steps.level - np.minimum(lowest, steps.level), 0.0)
    spike = np.minimum(steps.over, fallen) / steps.noise
    drop = np.where(steps.known, -steps.excess / steps.noise, 0.0)
    return {
        "lost_later": np.clip((peak - low) / gain, 0.0, 2.0),
        "kept": np.clip((still - reached) / gain, -1.5, 1.5),
        "spike_drop": np.log1p(np.maximum(spike.max(axis=0), 0.0)),
        "max_drop_z": np.log1p(np.maximum(drop.max(axis=0), 0.0)),
        **_returns(steps, drop),
    }


def _returns(steps: Steps, drop: Floats) -> dict[str, Floats]:
    """Of the hardest fall: was it made good again, and how long before had the burst been."""
    week = drop.argmax(axis=0)
    fell = np.maximum(-at(steps.excess, week), 1.0)
    later = np.zeros_like(fell)
    for ahead in range(1, 13):
        rose = at(steps.level, week + ahead) - at(steps.level, week)
        later = np.maximum(later, rose)
    return {
        "returned": np.clip(later / fell, 0.0, 1.5),
        "drop_rel": np.log1p(fell / np.maximum(at(steps.base, week), 1.0)),
    }


def steadiest(steps: Steps, burst: Burst) -> dict[str, Floats]:
    """Sums of what is above the noise, week by week: slow rises that no single week shows."""
    total = np.zeros(burst.strength.shape[1])
    most = total
    for week in range(len(burst.strength)):
        capped = np.minimum(steps.excess[week] / steps.noise[week], 6.0)
        total = np.maximum(total + np.where(steps.known[week], capped, 0.0) - 0.5, 0.0)
        most = np.maximum(most, total)
    grain = at(steps.grain, burst.week)
    grained = np.where(grain > 0, np.log(burst.gain / np.maximum(grain, 1.0)), -ABSENT)
    return {"cusum": np.log1p(most), "grained": np.minimum(grained, -ABSENT)}


def candidates(steps: Steps, burst: Burst, least: float) -> Flags:
    """Weeks that stand out by at least so many noises and matter."""
    matters = steps.over >= np.maximum(5.0, 0.02 * steps.base)
    found: Flags = (burst.strength >= least) & matters & steps.known
    return found

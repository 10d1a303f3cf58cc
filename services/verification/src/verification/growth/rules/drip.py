"""Slow rises: the run of weeks that brought most against all other weeks of the account."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.burst import ABSENT
from verification.growth.rules.ranges import Columns, Flags, Floats, at, between, running
from verification.growth.rules.steps import Steps

WIDTHS = (4, 5, 7, 9, 12, 16)
CAPPED_AT = 4.0
"""Excess of a single week counts up to so many noises and twice the usual pace of the run."""


@dataclass(frozen=True, slots=True)
class Drip:
    """The strongest run of each account."""

    strength: Floats
    first: Columns
    end: Columns
    gained: Floats
    outside: Floats
    """Mean gain of a week outside the run."""
    gains: Floats
    inside: Floats
    """Running sums of squares of gains."""


def drip_of(steps: Steps) -> Drip:
    """Try every width at every week; the first of equals is kept."""
    most = np.maximum(CAPPED_AT * steps.noise, 0.12 * steps.base)
    gains = np.where(steps.known, np.clip(steps.excess, -most, most) + steps.usual, 0.0)
    sums, squares = running(gains), running(gains * gains)
    counts = running(steps.known.astype(np.float64))
    accounts = gains.shape[1]
    best = Best(np.zeros(accounts), np.zeros(accounts, np.int64), np.full(accounts, WIDTHS[0]))
    for width in WIDTHS:
        for start in range(1, len(gains) - width + 1):
            best = best.or_run(start, width, sums, squares, counts)
    first, end = best.first, best.first + best.width
    total, there = sums[-1], counts[-1]
    inside, weeks = between(sums, first, end), between(counts, first, end)
    outside = (total - inside) / np.maximum(there - weeks, 1.0)
    gained = np.maximum(inside - weeks * np.maximum(outside, 0.0), 0.0)
    return Drip(best.strength, first, end, gained, outside, gains, squares)


@dataclass(frozen=True, slots=True)
class Best:
    """The strongest run so far."""

    strength: Floats
    first: Columns
    width: Columns

    def or_run(
        self, first: int, width: int, sums: Floats, squares: Floats, counts: Floats
    ) -> "Best":
        """This or the run of ``width`` weeks from ``first``, whichever is stronger."""
        end = first + width
        inside, weeks = sums[end] - sums[first], counts[end] - counts[first]
        others = np.maximum(counts[-1] - weeks, 1.0)
        mean = (sums[-1] - inside) / others
        spread = (squares[-1] - (squares[end] - squares[first])) / others - mean * mean
        noise = np.maximum(spread, np.maximum(mean, 0.0) + 1.0)
        strength = (inside - weeks * mean) / np.sqrt(noise * (weeks + weeks * weeks / others) + 1.0)
        better = strength > self.strength
        return Best(
            np.where(better, strength, self.strength),
            np.where(better, first, self.first),
            np.where(better, width, self.width),
        )


def drip_signs(steps: Steps, drip: Drip) -> dict[str, Floats]:
    """How strong, how long, how even, how sharply it begins and ends."""
    sums, counts = running(drip.gains), running(steps.known.astype(np.float64))
    first, end = drip.first, drip.end
    weeks = np.maximum(between(counts, first, end), 1.0)
    mean = between(sums, first, end) / weeks
    spread = np.maximum(between(drip.inside, first, end) / weeks - mean * mean, 0.0)
    even = np.sqrt(spread) / np.maximum(mean, 1.0)
    after, there = between(sums, end, end + 6), between(counts, end, end + 6)
    before, earlier = between(sums, first - 6, first), between(counts, first - 6, first)
    base = np.maximum(at(steps.level, first - 1), 1.0)
    return {
        "drip": np.log1p(drip.strength),
        "drip_weeks": weeks,
        "drip_rel": np.log1p(drip.gained / base),
        "drip_cv": even,
        "drip_poisson": np.log((spread + 1.0) / (np.maximum(mean, 0.0) + 1.0)),
        "drip_times": np.log((np.maximum(mean, 0.0) + 1.0) / (np.maximum(drip.outside, 0.0) + 1.0)),
        "drip_after": np.where(there > 0, _share(after, there, mean), ABSENT),
        "drip_before": np.where(earlier > 0, _share(before, earlier, mean), ABSENT),
        "drip_alone": np.clip(drip.gained / np.maximum(sums[-1], 1.0), 0.0, 3.0),
    }


def _share(gains: Floats, weeks: Floats, mean: Floats) -> Floats:
    return np.clip(gains / np.maximum(weeks, 1.0) / np.maximum(mean, 1.0), -1.0, 2.0)


def drip_weeks(steps: Steps, drip: Drip) -> Flags:
    """The weeks of the run that brought more than those outside."""
    week = np.arange(len(steps.level))[:, None]
    inside = (week >= drip.first) & (week < drip.end)
    found: Flags = inside & steps.known & (steps.excess + steps.usual > drip.outside)
    return found

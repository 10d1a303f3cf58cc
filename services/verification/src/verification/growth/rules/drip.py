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
    strength, first, width = _strongest(sums, squares, counts)
    end = first + width
    total, there = sums[-1], counts[-1]
    inside, weeks = between(sums, first, end), between(counts, first, end)
    outside = (total - inside) / np.maximum(there - weeks, 1.0)
    gained = np.maximum(inside - weeks * np.maximum(outside, 0.0), 0.0)
    return Drip(strength, first, end, gained, outside, gains, squares)


def _strongest(sums: Floats, squares: Floats, counts: Floats) -> tuple[Floats, Columns, Columns]:
    """The strongest run over all widths; of equals the shortest, and of these the first."""
    accounts = sums.shape[1]
    most = np.zeros(accounts)
    first = np.zeros(accounts, dtype=np.int64)
    width = np.full(accounts, WIDTHS[0], dtype=np.int64)
    usual = sums[-1] / np.maximum(counts[-1], 1.0)
    for weeks in WIDTHS:
        start = _richest(sums, counts, usual, weeks)
        found = _strength(sums, squares, counts, start, start + weeks)
        better = found > most
        most = np.where(better, found, most)
        first = np.where(better, start, first)
        width = np.where(better, weeks, width)
    return most, first, width


def _richest(sums: Floats, counts: Floats, usual: Floats, width: int) -> Columns:
    """The first week, from week 1 on, of the run that brought most beyond the usual."""
    beyond = counts[1 + width :] - counts[1:-width]
    beyond *= -usual
    beyond += sums[1 + width :]
    beyond -= sums[1:-width]
    start: Columns = beyond.argmax(axis=0) + 1
    return start


def _strength(
    sums: Floats, squares: Floats, counts: Floats, first: Columns, end: Columns
) -> Floats:
    """What a run brought beyond the other weeks, in noises of these; 0 where it brought less."""
    inside, weeks = between(sums, first, end), between(counts, first, end)
    others = np.maximum(counts[-1] - weeks, 1.0)
    mean = (sums[-1] - inside) / others
    spread = (squares[-1] - between(squares, first, end)) / others - mean * mean
    noise = np.maximum(spread, np.maximum(mean, 0.0) + 1.0)
    noise = noise * (weeks + weeks * weeks / others) + 1.0
    strength: Floats = np.maximum(inside - weeks * mean, 0.0) / np.sqrt(noise)
    return strength


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

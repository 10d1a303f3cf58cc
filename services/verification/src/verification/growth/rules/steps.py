"""From readings to steps: what each week brought, what was usual, and how uneven it always was."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.ranges import Columns, Flags, Floats, highest_before, medians

MAD_TO_SIGMA = 1.4826
"""Scales the median absolute deviation to a standard deviation (normal distribution)."""
COUNTING_NOISE = 4.0
GRAINS = (10.0, 100.0, 1000.0)
"""Ascending: what is no multiple of ten is none of a hundred."""
GRAINED_FROM = (1000.0, 10_000.0)
"""Platforms round large counts only."""
MOSTLY = 0.9
FEWEST_GRAINED = 4


@dataclass(frozen=True, slots=True)
class Steps:
    """One row a week; a week without a reading, or without one before it, is no step."""

    known: Flags
    level: Floats
    """The latest reading up to that week; 0 before the first."""
    base: Floats
    """The reading before the step; 1 where there is no step."""
    usual: Floats
    excess: Floats
    """Gain beyond the usual; 0 where there is no step."""
    over: Floats
    """Of it what lies above the highest count of the twelve weeks before."""
    noise: Floats
    grain: Floats
    """What counts seem to be rounded to."""
    observed: Columns
    """Readings of each account."""


def steps_of(audience: Floats) -> Steps:
    """Robust baseline: median and MAD of the account's own weekly growth."""
    observed = np.isfinite(audience)
    known, level, base, gap = _walked(audience, observed)
    gain = level - base
    growth = np.where(known, gain / (gap * (base + 10.0)), np.nan)
    pace = medians(growth)
    spread = MAD_TO_SIGMA * medians(np.abs(growth - pace))
    usual = np.where(known, (base + 10.0) * gap * pace, 0.0)
    grain = _grain(audience, observed)
    typical = np.maximum(usual, 0.0) + COUNTING_NOISE
    uneven = spread * (base + 10.0)
    noise = np.sqrt(uneven * uneven * gap + typical + grain * grain * 0.5)
    over = np.minimum(gain, level - np.where(known, highest_before(level), 0.0)) - usual
    return Steps(
        known=known,
        level=level,
        base=base,
        usual=usual,
        excess=np.where(known, gain - usual, 0.0),
        over=np.where(known, over, 0.0),
        noise=noise,
        grain=grain,
        observed=observed.sum(axis=0),
    )


def _walked(audience: Floats, observed: Flags) -> tuple[Flags, Floats, Floats, Floats]:
    """Week by week: is it a step, the latest reading, the one before, and weeks between."""
    weeks, accounts = audience.shape
    known = np.zeros((weeks, accounts), dtype=np.bool_)
    level, base, gap = np.zeros((3, weeks, accounts))
    latest, seen_at = np.zeros(accounts), np.full(accounts, -1.0)
    for week in range(weeks):
        seen = observed[week]
        known[week] = seen & (seen_at >= 0)
        base[week] = np.where(known[week], latest, 1.0)
        gap[week] = np.where(known[week], week - seen_at, 1.0)
        latest = np.where(seen, audience[week], latest)
        seen_at = np.where(seen, float(week), seen_at)
        level[week] = latest
    level_or_base = np.where(known, level, np.where(level > 0, level, 0.0))
    return known, level_or_base, base, gap


def _grain(audience: Floats, observed: Flags) -> Floats:
    """In each week, the largest grain nearly all counts of that size are multiples of."""
    grain = np.zeros(audience.shape)
    counts = np.where(observed, audience, 0.0)
    for least in GRAINED_FROM:
        large = counts >= least
        many = large.sum(axis=0)
        for size in GRAINS:
            whole = large & (np.rint(counts / size) * size == counts)
            rounded = (whole.sum(axis=0) >= MOSTLY * many) & (many >= FEWEST_GRAINED)
            if not rounded.any():
                break
            grain = np.where(rounded & large, np.maximum(grain, size), grain)
    return grain

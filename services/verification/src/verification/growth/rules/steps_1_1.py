"""From readings to steps: what each week brought, what was usual, what engagement explains."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.blocks_1_1 import (
    Block,
    Columns,
    Flags,
    Floats,
    row_medians,
    shifted,
)

MAD_TO_SIGMA = 1.4826
"""Scales the median absolute deviation to a standard deviation (normal distribution)."""
ENGAGEMENT_FLOOR = 2.0
"""Reactions a week that mean nothing, so that one like on a silent account is no wave."""
COUNTING_NOISE = 4.0
STEEPEST = 22.0
"""Log growth from nothing to the largest audience there can be; beyond it numbers overflow."""


@dataclass(frozen=True, slots=True)
class Steps:
    """One column a week; a week without a reading, or without one before it, is no step."""

    known: Flags
    level: Floats
    """The latest reading up to that week."""
    base: Floats
    """The reading before the step."""
    usual: Floats
    """Gain at the account's own median growth."""
    excess: Floats
    """Gain beyond the usual that engagement does not explain."""
    noise: Floats
    lift: Floats
    """How many times the usual engagement there was around the week, at least 1."""
    observed: Columns
    """Readings in the row."""
    span: Columns
    """Weeks from the first reading to the newest."""
    engaged: Flags
    """Whether engagement is known well enough to explain anything."""


def steps_of(block: Block) -> Steps:
    """Robust baseline: median and MAD of the account's own weekly log growth."""
    observed = np.isfinite(block.audience)
    columns = np.arange(block.audience.shape[1])
    latest = np.maximum.accumulate(np.where(observed, columns, -1), axis=1)
    before = np.concatenate([np.full((len(latest), 1), -1), latest[:, :-1]], axis=1)
    known = observed & (before >= 0)
    at_latest = np.take_along_axis(block.audience, np.maximum(latest, 0), axis=1)
    level = np.where(latest >= 0, at_latest, 0.0)
    base = np.where(known, np.take_along_axis(level, np.maximum(before, 0), axis=1), 0.0)
    gap = np.where(known, columns - before, 1)
    growth = np.where(known, np.log((level + 1) / (base + 1)) / gap, np.nan)
    pace = row_medians(growth)
    spread = MAD_TO_SIGMA * row_medians(np.abs(growth - pace))
    usual = base * np.expm1(np.minimum(pace * gap, STEEPEST))
    typical = np.maximum(usual, 0.0) + 1.0
    engaged, lift = _lift(block, observed)
    gain = level - base
    excess = np.where(known & ~block.muted, gain - usual - typical * (lift - 1.0), 0.0)
    noise = np.sqrt((spread * base * gap) ** 2 + typical + COUNTING_NOISE)
    return Steps(
        known=known,
        level=level,
        base=base,
        usual=np.where(known, usual, 0.0),
        excess=excess,
        noise=np.where(known, noise, 0.0),
        lift=lift,
        observed=observed.sum(axis=1),
        span=np.where(observed.any(axis=1), len(columns) - observed.argmax(axis=1), 0),
        engaged=engaged,
    )


def _lift(block: Block, observed: Flags) -> tuple[Flags, Floats]:
    seen = np.isfinite(block.engagement).sum(axis=1)
    engaged = (seen * 2 >= observed.sum(axis=1)) & (seen > 0)
    usual = row_medians(block.engagement)
    floor = 0.25 * usual + ENGAGEMENT_FLOOR
    near = np.fmax(shifted(block.engagement, 1, np.nan), shifted(block.engagement, -1, np.nan))
    around = np.fmax(block.engagement, near)
    lift = np.maximum((around + floor) / (usual + floor), 1.0)
    return engaged, np.where(engaged[:, None] & np.isfinite(around), lift, 1.0)

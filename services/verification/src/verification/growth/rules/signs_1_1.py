"""The signs of bought followers: a burst, what came of it, and a steady drip."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.blocks_1_1 import Columns, Flags, Floats
from verification.growth.rules.steps_1_1 import Steps

SIGNS = ("burst", "lost_again", "engagement", "drip_6", "drip_12")
"""Order of the columns of ``Signs.values``; engagement around the burst speaks for the account."""

SMALLEST_BURST = 10
SMALLEST_BURST_SHARE = 0.03
SMALLEST_DRIP = 20
SMALLEST_DRIP_SHARE = 0.05
WATCHED_AFTER_BURST = 10


@dataclass(frozen=True, slots=True)
class Signs:
    """One row an account."""

    values: Floats
    burst_column: Columns
    burst_strength: Floats
    """Excess of every week in units of its noise; 0 where too small to matter."""
    drip_columns: Flags
    """Weeks of the strongest drip."""
    lost: Floats
    """Followers that left again after the burst."""


def signs_of(steps: Steps) -> Signs:
    """Measure every sign of every account."""
    strength = _strength(steps)
    at = strength.argmax(axis=1)[:, None]
    burst = np.log1p(_at(strength, at))
    lost = _lost_again(steps, at, burst > 0)
    six, six_columns = _drip(steps, 6)
    twelve, twelve_columns = _drip(steps, 12)
    gained = np.maximum(_at(steps.excess, at), 1.0)
    values = [burst, lost / gained]
    values += [np.where(burst > 0, np.log(_at(steps.lift, at)), 0.0), six, twelve]
    return Signs(
        values=np.stack(values, axis=1),
        burst_column=at[:, 0],
        burst_strength=strength,
        drip_columns=np.where((twelve >= six)[:, None], twelve_columns, six_columns),
        lost=lost,
    )


def _strength(steps: Steps) -> Floats:
    large = steps.excess >= np.maximum(SMALLEST_BURST, SMALLEST_BURST_SHARE * steps.base)
    noise = np.where(steps.known, steps.noise, 1.0)
    return np.where(large & steps.known, steps.excess / noise, 0.0)


def _at(values: Floats, columns: Columns) -> Floats:
    return np.take_along_axis(values, columns, axis=1)[:, 0]


def _lost_again(steps: Steps, at: Columns, is_burst: Flags) -> Floats:
    """Followers that left within ten weeks of the burst, at most as many as it brought."""
    last = steps.level.shape[1] - 1
    gained = np.maximum(_at(steps.excess, at), 1.0)
    peak = np.maximum(_at(steps.level, at), _at(steps.level, np.minimum(at + 1, last)))
    columns = np.arange(last + 1)
    watched = (columns > at) & (columns <= at + WATCHED_AFTER_BURST)
    lowest = np.where(watched, steps.level, np.inf).min(axis=1)
    lost = np.clip(peak - np.minimum(lowest, peak), 0.0, gained)
    return np.where(is_burst, lost, 0.0)


def _drip(steps: Steps, width: int) -> tuple[Floats, Flags]:
    """The strongest run of ``width`` weeks whose excess adds up, and its columns."""
    start = np.zeros((len(steps.excess), 1))
    sums = np.concatenate([start, np.cumsum(steps.excess, axis=1)], axis=1)
    noises = np.concatenate([start, np.cumsum(steps.noise**2, axis=1)], axis=1)
    gained = sums[:, width:] - sums[:, :-width]
    noise = np.sqrt(np.maximum(noises[:, width:] - noises[:, :-width], 0.0) + 1.0)
    reached = steps.level[:, width - 1 :]
    large = gained >= np.maximum(SMALLEST_DRIP, SMALLEST_DRIP_SHARE * (reached - gained))
    strength = np.where(large, gained / noise, 0.0)
    first = strength.argmax(axis=1)[:, None]
    columns = np.arange(steps.excess.shape[1])
    within = (columns >= first) & (columns < first + width)
    return np.log1p(_at(strength, first)), within & (steps.excess > 0)

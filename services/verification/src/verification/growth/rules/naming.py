"""Which weeks a flag names, and what they brought."""

from dataclasses import dataclass

import numpy as np

from verification.growth.rules.burst import candidates
from verification.growth.rules.drip import drip_weeks
from verification.growth.rules.ranges import Flags, Floats, between, moved, running
from verification.growth.rules.signs import Signs

STRONG_WEEK = 4.0
"""A week that far above its noise is named beside the strongest one, if it brought enough."""
NEIGHBOUR = 2.0
"""A delivery goes on into the week after: there less is enough."""
OF_THE_STRONGEST = 0.25
OF_THE_RUN = 0.55
"""Where the strongest week brought less of the strongest run, the run is meant."""
SURE = 2.5
"""Noises added to a gain so that it is seldom more."""
BESIDE = 2
"""Weeks on either side of a run that may belong to it."""
WATCHED_AFTER = 10


@dataclass(frozen=True, slots=True)
class Named:
    """A row a week, a column a window."""

    weeks: Flags
    gains: Floats
    usual: Floats
    at_most: Floats
    """What each week may have brought that nobody explains: more weeks, and their whole gain."""
    margin: Floats
    """Of each window, what these may be more than seen."""
    lost: Floats
    """Of each window, how many left again within ten weeks."""


def named(signs: Signs) -> Named:
    """The burst's weeks or the run's."""
    steps, burst = signs.steps, signs.burst
    row = np.arange(len(steps.level))[:, None]
    strongest = row == burst.week
    enough = steps.over >= OF_THE_STRONGEST * burst.gain
    around = moved(strongest.astype(np.float64), 1, 0.0) > 0
    more = candidates(steps, burst, STRONG_WEEK) & enough
    follows = around & candidates(steps, burst, NEIGHBOUR) & (steps.over >= 0.1 * burst.gain)
    weeks = (strongest & (steps.over > 0)) | more | follows
    is_run = _is_run(signs)
    weeks = weeks | (is_run & drip_weeks(steps, signs.drip))
    gains = np.where(weeks, np.maximum(steps.over, 0.0), 0.0)
    beside = (row >= signs.drip.first - BESIDE) & (row < signs.drip.end + BESIDE)
    wide = weeks | around | (is_run & beside)
    spread = running(np.where(weeks, steps.noise * steps.noise, 0.0))[-1]
    lost = _lost(signs, weeks, gains)
    return Named(
        weeks,
        gains,
        np.where(weeks, np.maximum(steps.usual, 0.0), 0.0),
        np.where(wide & steps.known, np.maximum(steps.excess + steps.usual, 0.0), 0.0),
        SURE * np.sqrt(spread),
        lost,
    )


def _is_run(signs: Signs) -> Flags:
    """Whether the strongest run is more than its strongest week."""
    brought = running(np.maximum(signs.steps.excess, 0.0))
    run = between(brought, signs.drip.first, signs.drip.end)
    inside = (signs.burst.week >= signs.drip.first) & (signs.burst.week < signs.drip.end)
    slow: Flags = (signs.burst.gain < OF_THE_RUN * run) & (inside | (signs.drip.strength > 4.0))
    return slow


def _lost(signs: Signs, weeks: Flags, gains: Floats) -> Floats:
    """Falls beyond noise within ten weeks of a named one, at most what these brought."""
    watched = np.zeros(weeks.shape[1])
    lost = np.zeros(weeks.shape[1])
    steps = signs.steps
    for week in range(len(weeks)):
        fall = -steps.excess[week]
        real = (watched > 0) & steps.known[week] & (fall > 2.0 * steps.noise[week])
        lost = lost + np.where(real, fall, 0.0)
        watched = np.where(weeks[week], WATCHED_AFTER, watched - 1)
    most: Floats = running(gains)[-1]
    return np.minimum(lost, most)

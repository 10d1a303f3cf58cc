"""The growth screen 1.1, as it judged: kept so that what it said can be said again.

It accuses nobody: a flag asks a person to look.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from verification.growth.rules.blocks_1_1 import Block, Flags, Floats, block_of, looked_at
from verification.growth.rules.histories import WEEKS, History
from verification.growth.rules.reference_1_1 import Reference
from verification.growth.rules.screened import NOT_JUDGED, FlaggedWeek, Screened
from verification.growth.rules.signs_1_1 import SIGNS, Signs, signs_of
from verification.growth.rules.steps_1_1 import Steps, steps_of

FEWEST_READINGS = 8
STRONG_WEEK = 4.0
"""A week of a burst that far above its noise is named beside the strongest one."""


def weighted(values: Floats, weights: Sequence[float]) -> Floats:
    """Sum sign by sign in fixed order: matrix products may differ in the last bit by block size."""
    score = np.zeros(len(values))
    for column, weight in enumerate(weights):
        score = score + weight * values[:, column]
    return np.maximum(score, 0.0)


def scores_of(block: Block, weights: Sequence[float]) -> tuple[Floats, Steps, Signs]:
    """Scores and what they rest on."""
    steps = steps_of(block)
    signs = signs_of(steps)
    return weighted(signs.values, weights), steps, signs


def screen(histories: Sequence[History], *, alpha: float, reference: Reference) -> list[Screened]:
    """Judge each history; ``alpha`` is the share of natural ones that may be flagged wrongly."""
    if not histories:
        return []
    block = block_of(histories)
    seen = looked_at(histories)
    scores, steps, signs = scores_of(block.without(seen), reference.weights)
    p_values, counts = reference.p_values(scores, steps.span, steps.engaged)
    judged = steps.observed >= FEWEST_READINGS
    flagged = judged & (p_values <= alpha)
    weeks = _suspect_weeks(signs, reference.weights) & flagged[:, None]
    gains = np.where(weeks, np.maximum(steps.excess, 0.0), 0.0)
    usual = np.where(weeks, np.maximum(steps.usual, 0.0), 0.0)
    lost = np.where(flagged & ~seen.any(axis=1), signs.lost, 0.0)
    return [
        Screened(
            judged=True,
            score=round(float(scores[row]), 6),
            p_value=round(float(p_values[row]), 6),
            flagged=bool(flagged[row]),
            flagged_weeks=_named(history.readings[-1].week, weeks[row], gains[row], usual[row]),
            lost_again=round(float(lost[row])),
            compared_with=int(counts[row]),
            muted_weeks=int(block.muted[row].sum()),
        )
        if judged[row]
        else NOT_JUDGED
        for row, history in enumerate(histories)
    ]


def _suspect_weeks(signs: Signs, weights: Sequence[float]) -> Flags:
    """The burst's weeks or the drip's, whichever weighs more."""
    points = signs.values * np.asarray(weights)
    drip = points[:, SIGNS.index("drip_6")] + points[:, SIGNS.index("drip_12")]
    burst = points[:, SIGNS.index("burst")] + points[:, SIGNS.index("lost_again")]
    is_burst = signs.burst_strength.max(axis=1) > 0
    strongest = np.arange(WEEKS) == signs.burst_column[:, None]
    burst_weeks = (strongest & is_burst[:, None]) | (signs.burst_strength > STRONG_WEEK)
    by_drip = (drip > burst) | ~is_burst
    weeks: Flags = burst_weeks | (by_drip[:, None] & signs.drip_columns)
    return weeks


def _named(newest: date, columns: Flags, gains: Floats, usual: Floats) -> tuple[FlaggedWeek, ...]:
    return tuple(
        FlaggedWeek(
            week=newest - timedelta(weeks=WEEKS - 1 - column),
            gain=round(float(gains[column])),
            usual=round(float(usual[column])),
        )
        for column in np.flatnonzero(columns).tolist()
    )

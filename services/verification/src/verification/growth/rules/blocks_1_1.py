"""Many accounts as arrays of accounts by weeks, because one by one is a hundred times slower."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from verification.growth.rules.histories import WEEKS, History

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.int64]

MUTED_AFTER_EVENT = 2
"""A declared event explains its own week and the one after."""


@dataclass(frozen=True, slots=True)
class Block:
    """The last column is each account's newest reading; nothing known is NaN.

    So the same readings make the same row whatever week is judged.
    """

    audience: Floats
    engagement: Floats
    muted: Flags

    def without(self, weeks: Flags) -> "Block":
        """The same with more weeks muted, as if what these brought had been there from the start:
        so the weeks before them tell the noise of an account of the present size.
        """
        audience = self.audience.copy()
        for row in np.flatnonzero(weeks.any(axis=1)):
            known = np.flatnonzero(np.isfinite(audience[row]))
            gains = np.diff(audience[row, known], prepend=audience[row, known[:1]])
            seen = weeks[row, known]
            usual = float(np.median(gains[~seen])) if not seen.all() else 0.0
            explained = np.where(seen, np.maximum(gains - usual, 0.0), 0.0)
            audience[row, known] += explained.sum() - np.cumsum(explained)
        return replace(self, audience=audience, muted=self.muted | weeks)


def block_of(histories: Sequence[History]) -> Block:
    """Lay the year up to the newest reading of each history into one row.

    Its width never depends on the accounts in it, so neither does any result.
    """
    shape = (len(histories), WEEKS)
    block = Block(np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_))
    for row, history in enumerate(histories):
        if not history.readings:
            continue
        newest = history.readings[-1].week
        last = newest.toordinal() // 7
        for reading in history.since(WEEKS, until=newest):
            column = WEEKS - 1 - last + reading.week.toordinal() // 7
            block.audience[row, column] = reading.audience
            if reading.engagement is not None:
                block.engagement[row, column] = reading.engagement
        for event in history.declared_events:
            column = WEEKS - 1 - last + event.week.toordinal() // 7
            block.muted[row, max(column, 0) : max(column + MUTED_AFTER_EVENT, 0)] = True
    return block


def looked_at(histories: Sequence[History]) -> Flags:
    """Which columns of each row a person has looked at."""
    seen = np.zeros((len(histories), WEEKS), dtype=np.bool_)
    for row, history in enumerate(histories):
        for week in history.looked_at if history.readings else ():
            column = WEEKS - 1 - (history.readings[-1].week - week).days // 7
            if 0 <= column < WEEKS:
                seen[row, column] = True
    return seen


def shifted(values: Floats, by: int, fill: float) -> Floats:
    """Each row moved ``by`` columns to the right, or to the left when negative."""
    moved = np.full_like(values, fill)
    if by > 0:
        moved[:, by:] = values[:, :-by]
    else:
        moved[:, :by] = values[:, -by:]
    return moved


def row_medians(values: Floats) -> Floats:
    """Median of what is known in each row, as a column; 0 where nothing is."""
    ordered = np.sort(values, axis=1)
    known = np.isfinite(values).sum(axis=1, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum((known - 1) // 2, 0), axis=1)
    high = np.take_along_axis(ordered, np.minimum(known // 2, values.shape[1] - 1), axis=1)
    return np.where(known > 0, (low + high) / 2, 0.0)

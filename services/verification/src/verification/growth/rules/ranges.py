"""Sums and extremes over neighbouring weeks, a row a week and a column an account.

Every sum is added up week after week, so that its bits never depend on the accounts beside it.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.int64]


def running(values: Floats) -> Floats:
    """Sums of all weeks before each; one row more than there are weeks."""
    sums = np.zeros((len(values) + 1, values.shape[1]))
    for week, value in enumerate(values):
        np.add(sums[week], value, out=sums[week + 1])
    return sums


def at(values: Floats, weeks: Columns) -> Floats:
    """The value of each account's own week; weeks beyond the ends are the ends."""
    inside = np.minimum(np.maximum(weeks, 0), len(values) - 1)
    found: Floats = np.take_along_axis(values, inside[None, :], axis=0)[0]
    return found


def between(sums: Floats, first: Columns, end: Columns) -> Floats:
    """From running sums, the sum over the weeks from ``first`` up to ``end`` without it."""
    first = np.minimum(np.maximum(first, 0), len(sums) - 1)
    return at(sums, np.maximum(end, first)) - at(sums, first)


def moved(values: Floats, by: int, fill: float) -> Floats:
    """Each account's weeks moved ``by`` weeks later, or earlier when negative."""
    result = np.full_like(values, fill)
    if by > 0:
        result[by:] = values[:-by]
    else:
        result[:by] = values[-by:]
    return result


def highest_before(values: Floats) -> Floats:
    """The highest of the twelve weeks before each week."""
    two = np.maximum(values, moved(values, 1, -np.inf))
    four = np.maximum(two, moved(two, 2, -np.inf))
    eight = np.maximum(four, moved(four, 4, -np.inf))
    return moved(np.maximum(eight, moved(four, 8, -np.inf)), 1, -np.inf)


def lowest_after(values: Floats) -> Floats:
    """The lowest of the ten weeks after each week; infinity after the last one."""
    two = np.minimum(values, moved(values, -1, np.inf))
    four = np.minimum(two, moved(two, -2, np.inf))
    eight = np.minimum(four, moved(four, -4, np.inf))
    return moved(np.minimum(eight, moved(two, -8, np.inf)), -1, np.inf)


def medians(values: Floats) -> Floats:
    """Median of what is known of each account; 0 where nothing is."""
    by_account = values.T.copy(order="C")
    by_account.sort(axis=1)
    known = np.isfinite(values).sum(axis=0)
    rows = np.arange(len(known))
    low = by_account[rows, np.maximum((known - 1) // 2, 0)]
    high = by_account[rows, np.minimum(known // 2, len(values) - 1)]
    return np.where(known > 0, (low + high) / 2, 0.0)

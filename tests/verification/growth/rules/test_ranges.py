"""Sums and extremes over weeks, on columns one can add up by hand."""

import numpy as np
import pytest

from verification.growth.rules.ranges import (
    at,
    between,
    highest_before,
    lowest_after,
    medians,
    moved,
    running,
)

N = float("nan")


def column(*values: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([values]).T


def test_running_sums_begin_with_nothing() -> None:
    assert running(column(1, 2, 3)).T.tolist() == [[0, 1, 3, 6]]


@pytest.mark.parametrize(
    ("first", "end", "total"), [(0, 3, 6), (1, 2, 2), (2, 2, 0), (2, 1, 0), (-5, 1, 1), (1, 99, 5)]
)
def test_a_sum_over_weeks_stops_at_the_ends(first: int, end: int, total: float) -> None:
    sums = running(column(1, 2, 3))

    assert between(sums, np.array([first]), np.array([end])).tolist() == [total]


def test_each_account_has_its_own_week() -> None:
    values = np.array([[1.0, 2.0], [3.0, 4.0]])

    assert at(values, np.array([1, 0])).tolist() == [3, 2]
    assert at(values, np.array([9, -9])).tolist() == [3, 2]


def test_weeks_move_later_and_earlier() -> None:
    assert moved(column(1, 2, 3), 1, 9).T.tolist() == [[9, 1, 2]]
    assert moved(column(1, 2, 3), -2, 9).T.tolist() == [[3, 9, 9]]


def test_the_highest_of_the_twelve_weeks_before_leaves_the_week_itself_out() -> None:
    values = np.array([[float(9 - at)] for at in range(20)])
    highest = highest_before(values)[:, 0]

    assert highest[0] == -np.inf
    assert highest[1:13].tolist() == [9.0] * 12
    assert highest[13] == 8.0


def test_the_lowest_of_the_ten_weeks_after_leaves_the_week_itself_out() -> None:
    values = np.array([[float(at)] for at in range(20)])
    values[15, 0] = -1.0
    lowest = lowest_after(values)[:, 0]

    assert lowest[4] == 5.0
    assert lowest[5:15].tolist() == [-1.0] * 10
    assert lowest[15] == 16.0
    assert lowest[19] == np.inf


@pytest.mark.parametrize(
    ("values", "median"),
    [
        ((3, 1, 2), 2),
        ((4, 1, 2, 3), 2.5),
        ((N, 5, 1, N), 3),
        ((N, 7, N, N), 7),
        ((N, N, N), 0),
    ],
)
def test_the_median_is_that_of_what_is_known(values: tuple[float, ...], median: float) -> None:
    given = column(*values)

    assert medians(given).tolist() == [median]
    assert np.array_equal(given, column(*values), equal_nan=True)

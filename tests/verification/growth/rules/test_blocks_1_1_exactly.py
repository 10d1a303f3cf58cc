"""Readings laid into rows: the newest last, nothing older than a year, events muted."""

from datetime import date, timedelta

import numpy as np
import pytest

from verification.growth.rules.blocks_1_1 import block_of, row_medians, shifted
from verification.growth.rules.histories import DeclaredEvent, History, Reading

LAST = date(2026, 11, 23)
NAN = float("nan")


def ago(weeks: int) -> date:
    return LAST - timedelta(weeks=weeks)


def laid(readings: list[Reading], *events: int) -> History:
    declared = tuple(DeclaredEvent(ago(weeks), "training") for weeks in events)
    return History("a", "x", LAST, tuple(readings), declared)


def test_the_newest_reading_is_last_and_nothing_older_than_52_weeks_is_in() -> None:
    block = block_of([laid([Reading(ago(n), 1000 - n, n / 2) for n in (60, 52, 51, 7, 0)])])

    assert block.audience.shape == block.engagement.shape == block.muted.shape == (1, 52)
    known = {int(at): block.audience[0, at] for at in np.flatnonzero(~np.isnan(block.audience[0]))}
    assert known == {0: 949, 44: 993, 51: 1000}
    assert block.engagement[0, 44] == 3.5
    assert not block.muted.any()


def test_what_is_not_known_of_engagement_stays_unknown() -> None:
    block = block_of([laid([Reading(LAST, 500)])])

    assert np.isnan(block.engagement).all()


@pytest.mark.parametrize(
    ("weeks", "muted"), [(0, [51]), (3, [48, 49]), (51, [0, 1]), (52, [0]), (53, []), (-1, [])]
)
def test_an_event_explains_its_own_week_and_the_one_after(weeks: int, muted: list[int]) -> None:
    block = block_of([laid([Reading(LAST, 500)], weeks)])

    assert np.flatnonzero(block.muted[0]).tolist() == muted


def test_rows_do_not_mix_and_an_empty_one_stays_empty() -> None:
    block = block_of([laid([Reading(ago(1), 5)], 1), laid([], 0), laid([Reading(LAST, 7)])])

    assert block.audience[:, 51].tolist()[::2] == [5, 7]
    assert np.isnan(block.audience[1]).all()
    assert block.muted.sum(axis=1).tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("by", "moved"), [(1, [9, 1, 2]), (2, [9, 9, 1]), (-1, [2, 3, 9]), (-2, [3, 9, 9])]
)
def test_rows_move_right_and_left(by: int, moved: list[float]) -> None:
    assert shifted(np.array([[1.0, 2.0, 3.0]]), by, 9).tolist() == [moved]


@pytest.mark.parametrize(
    ("row", "median"),
    [
        ([3, 1, 2], 2),
        ([4, 1, 2, 3], 2.5),
        ([NAN, 5, 1, NAN], 3),
        ([NAN, 7, NAN, NAN], 7),
        ([NAN, NAN, NAN, NAN], 0),
        ([1, 100, 2, NAN], 2),
    ],
)
def test_the_median_is_that_of_what_is_known(row: list[float], median: float) -> None:
    assert row_medians(np.array([row], dtype=np.float64)).tolist() == [[median]]

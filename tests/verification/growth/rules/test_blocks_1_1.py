"""Readings laid into rows: where each week lands."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.verification import given
from verification.growth.rules.blocks_1_1 import block_of, looked_at, row_medians, shifted
from verification.growth.rules.histories import DeclaredEvent, History, Reading


def event(weeks_before_newest: int) -> DeclaredEvent:
    return DeclaredEvent(given.WEEK - timedelta(weeks=weeks_before_newest), "training")


def muted(*events: DeclaredEvent) -> list[int]:
    history = replace(given.history(given.calm_readings()), declared_events=events)
    return list(np.flatnonzero(block_of([history]).muted[0]))


def test_the_newest_reading_stands_in_the_last_of_52_columns() -> None:
    readings = [
        Reading(given.WEEK - timedelta(weeks=3), 600, 41.0),
        Reading(given.WEEK, 612, None),
    ]
    block = block_of([given.history(readings)])

    assert block.audience.shape == (1, 52)
    assert list(np.flatnonzero(np.isfinite(block.audience[0]))) == [48, 51]
    assert (block.audience[0, 48], block.audience[0, 51]) == (600, 612)
    assert list(np.flatnonzero(np.isfinite(block.engagement[0]))) == [48]


def test_the_oldest_week_that_counts_stands_in_the_first_column() -> None:
    readings = [Reading(week, 600) for week in given.weeks_before(given.WEEK, 53)]
    block = block_of([given.history(readings)])

    assert np.isfinite(block.audience).all()


def test_a_history_without_readings_is_an_empty_row_among_others() -> None:
    empty = History("a", "x", given.WEEK, (), (event(0),))
    block = block_of([empty, given.history(given.calm_readings())])

    assert not np.isfinite(block.audience[0]).any()
    assert not block.muted[0].any()
    assert np.isfinite(block.audience[1]).sum() == 26


def test_a_declared_event_mutes_its_week_and_the_one_after() -> None:
    assert muted(event(9)) == [42, 43]


@pytest.mark.parametrize(
    ("weeks_before", "columns"), [(0, [51]), (-1, []), (51, [0, 1]), (52, [0]), (53, [])]
)
def test_an_event_at_the_edge_of_the_year_mutes_what_lies_inside(
    weeks_before: int, columns: list[int]
) -> None:
    assert muted(event(weeks_before)) == columns


def test_shifting_moves_each_row_and_fills_what_is_left() -> None:
    row = np.array([[1.0, 2.0, 3.0]])

    assert shifted(row, 1, 0.0).tolist() == [[0.0, 1.0, 2.0]]
    assert shifted(row, 2, 9.0).tolist() == [[9.0, 9.0, 1.0]]
    assert shifted(row, -1, 0.0).tolist() == [[2.0, 3.0, 0.0]]


def test_a_median_is_of_what_is_known() -> None:
    hole = np.nan
    rows = [
        [4.0, 1.0, 2.0, 9.0],
        [hole, 1.0, 7.0, 2.0],
        [5.0, hole, hole, hole],
        [hole, hole, hole, hole],
    ]

    assert row_medians(np.array(rows)).tolist() == [[3.0], [2.0], [5.0], [0.0]]


def test_weeks_looked_at_are_columns_of_the_year_up_to_the_newest_reading() -> None:
    newest = date(2026, 11, 16)
    weeks = frozenset(newest - timedelta(weeks=back) for back in (-1, 0, 51, 52))
    seen = looked_at([History("a", "x", newest, (Reading(newest, 9),), looked_at=weeks)])

    assert np.flatnonzero(seen[0]).tolist() == [0, 51]


def test_an_account_never_read_has_no_weeks_looked_at() -> None:
    history = History("a", "x", date(2026, 11, 16), (), looked_at=frozenset([date(2026, 11, 9)]))

    assert not looked_at([history]).any()


def test_weeks_left_out_join_those_of_declared_events() -> None:
    newest = date(2026, 11, 16)
    declared = (DeclaredEvent(newest - timedelta(weeks=9), "training"),)
    block = block_of([History("a", "x", newest, (Reading(newest, 9),), declared)])
    more = np.zeros((1, 52), dtype=np.bool_)
    more[0, 7] = True

    assert np.flatnonzero(block.without(more).muted[0]).tolist() == [7, 42, 43]
    assert np.flatnonzero(block.muted[0]).tolist() == [42, 43]


def test_what_weeks_left_out_brought_counts_as_there_from_the_start() -> None:
    newest = date(2026, 11, 16)
    counts = ((3, 400), (2, 410), (1, 2410), (0, 2420))
    readings = tuple(Reading(newest - timedelta(weeks=back), count) for back, count in counts)
    block = block_of([History("a", "x", newest, readings), History("b", "x", newest, readings)])
    weeks = np.zeros((2, 52), dtype=np.bool_)
    weeks[0, 50] = True

    left = block.without(weeks).audience
    assert left[0, 48:].tolist() == [2390, 2400, 2410, 2420]
    assert left[1, 48:].tolist() == [400, 410, 2410, 2420]
    assert np.isnan(left[:, :48]).all()
    assert block.audience[0, 48:].tolist() == [400, 410, 2410, 2420]


def test_a_loss_in_a_week_left_out_raises_nothing() -> None:
    newest = date(2026, 11, 16)
    readings = (Reading(newest - timedelta(weeks=1), 900), Reading(newest, 300))
    block = block_of([History("a", "x", newest, readings)])

    assert block.without(np.ones((1, 52), dtype=np.bool_)).audience[0, 50:].tolist() == [900, 300]

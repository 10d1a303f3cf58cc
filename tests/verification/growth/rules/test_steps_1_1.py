"""What each week brought, what was usual, and what engagement explains."""

from collections.abc import Sequence

import numpy as np
import pytest

from verification.growth.rules.blocks_1_1 import Block
from verification.growth.rules.steps_1_1 import Steps, steps_of

HOLE = np.nan


def steps(audience: Sequence[float], engagement: Sequence[float] | None = None) -> Steps:
    row = np.array([audience], dtype=float)
    reactions = np.full_like(row, HOLE) if engagement is None else np.array([engagement])
    return steps_of(Block(row, reactions, np.zeros(row.shape, dtype=bool)))


def test_a_step_needs_a_reading_and_one_before_it() -> None:
    found = steps([HOLE, 100, HOLE, 130, 140])

    assert found.known.tolist() == [[False, False, False, True, True]]
    assert found.base.tolist() == [[0, 0, 0, 100, 130]]
    assert found.level.tolist() == [[0, 100, 100, 130, 140]]


def test_span_and_number_of_readings_are_from_the_first_to_the_newest() -> None:
    found = steps([HOLE, 100, HOLE, 130, 140])

    assert (found.observed.tolist(), found.span.tolist()) == ([3], [4])
    assert steps([HOLE, HOLE]).span.tolist() == [0]


def test_steady_growth_is_usual_and_leaves_no_excess() -> None:
    found = steps([1000 * 1.01**week for week in range(12)])

    assert np.abs(found.excess).max() < 0.02
    assert found.usual[0, 1] == pytest.approx(9.99, abs=0.001)


def test_a_burst_is_an_excess_of_its_own_size() -> None:
    found = steps([600, 600, 600, 900, 900, 900])

    assert found.excess.tolist() == [[0, 0, 0, 300, 0, 0]]


def test_a_gap_is_growth_over_its_weeks() -> None:
    found = steps([1000, 1010, 1020, HOLE, HOLE, 1051, 1061])

    assert abs(found.excess[0, 5]) < 1


def test_noise_of_a_calm_account_is_counting_noise() -> None:
    found = steps([600] * 8)

    assert found.noise[0, 4] == pytest.approx(np.sqrt(1 + 4.0))


def test_noise_grows_with_the_spread_of_growth() -> None:
    growth = np.cumsum([0.0, 0.00, 0.01, 0.02, 0.03, 0.04])
    level = 1000 * np.exp(growth) - 1
    found = steps(level.tolist())
    usual = level[4] * np.expm1(0.02)

    assert found.noise[0, 5] == pytest.approx(
        np.sqrt((1.4826 * 0.01 * level[4]) ** 2 + usual + 1 + 4)
    )


def test_engagement_explains_when_it_rises_around_the_week() -> None:
    quiet = steps([600] * 5 + [660] * 5, [40.0] * 10)
    loud = steps([600] * 5 + [660] * 5, [40.0] * 5 + [400.0] + [40.0] * 4)

    assert quiet.lift.max() == 1.0
    assert loud.lift[0, 4:7].tolist() == pytest.approx([412 / 52] * 3)
    assert loud.excess[0, 5] == pytest.approx(60 - (412 / 52 - 1))
    assert loud.lift[0, 3] == loud.lift[0, 7] == 1.0


def test_engagement_known_half_of_the_time_is_known_well_enough() -> None:
    half = steps([600] * 8, [40.0] * 4 + [HOLE] * 4)
    less = steps([600] * 8, [40.0] * 3 + [HOLE] * 5)

    assert (half.engaged.tolist(), less.engaged.tolist()) == ([True], [False])
    assert steps([HOLE] * 3, [HOLE] * 3).engaged.tolist() == [False]


def test_a_muted_week_has_no_excess() -> None:
    row = np.array([[600.0, 600, 600, 900, 900]])
    mute = np.array([[False, False, False, True, False]])

    assert steps_of(Block(row, np.full_like(row, HOLE), mute)).excess.tolist() == [[0, 0, 0, 0, 0]]

"""From readings to steps, on rows one can work out by hand."""

import numpy as np
import pytest

from verification.growth.rules.blocks_1_1 import Block
from verification.growth.rules.steps_1_1 import Steps, steps_of

N = float("nan")


def made(
    audience: list[float], engagement: list[float] | None = None, muted: list[int] | None = None
) -> Steps:
    quiet = np.zeros((1, len(audience)), dtype=np.bool_)
    quiet[0, muted or []] = True
    reactions = engagement or [N] * len(audience)
    return steps_of(Block(np.array([audience]), np.array([reactions]), quiet))


def row(values: np.ndarray) -> list[float]:
    return [round(float(value), 6) for value in values[0]]


def test_a_step_needs_a_reading_and_one_before() -> None:
    steps = made([N, 100, N, 130, 140])

    assert steps.known[0].tolist() == [False, False, False, True, True]
    assert row(steps.level) == [0, 100, 100, 130, 140]
    assert row(steps.base) == [0, 0, 0, 100, 130]
    assert (steps.observed.tolist(), steps.span.tolist()) == ([3], [4])


def test_nothing_read_is_nothing_known() -> None:
    steps = made([N, N, N])

    assert not steps.known.any()
    assert (steps.observed.tolist(), steps.span.tolist()) == ([0], [0])
    assert row(steps.excess) == row(steps.noise) == row(steps.usual) == [0, 0, 0]


def test_what_an_account_always_gains_is_usual() -> None:
    steps = made([999, 1099, 1209, 1330, 1463.1])

    assert row(steps.usual)[1] == pytest.approx(99.9, abs=0.1)
    assert max(abs(np.array(row(steps.excess)))) < 0.2


def test_what_comes_beyond_the_usual_is_excess() -> None:
    steps = made([1000, 1000, 1000, 1300, 1300, 1300])

    assert row(steps.excess) == [0, 0, 0, 300, 0, 0]
    assert row(steps.noise)[3] == pytest.approx(np.sqrt(5), abs=1e-5)


def test_a_gap_is_measured_by_its_weeks() -> None:
    steady = [999.0, 1009, N, 1029.281, 1039.584]

    assert max(abs(np.array(row(made(steady).excess)))) < 0.2
    assert row(made(steady).usual)[3] == pytest.approx(2 * 10.15, abs=0.1)


def test_a_restless_account_has_more_noise() -> None:
    steps = made([1000, 1100, 1000, 1100, 1000])
    growth = np.log(1101 / 1001)

    spread = 1.4826 * growth
    assert row(steps.noise)[1] == pytest.approx(np.sqrt((spread * 1000) ** 2 + 1 + 4), rel=1e-3)


def test_a_muted_week_has_no_excess() -> None:
    assert row(made([1000, 1000, 1300, 1300, 1300], muted=[2]).excess) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize("week", [3, 4, 5])
def test_engagement_explains_the_week_and_its_neighbours(week: int) -> None:
    reactions = [8.0] * 9
    reactions[4] = 28.0
    audience = [1000.0] * week + [1300.0] * (9 - week)

    steps = made(audience, reactions)

    lift = (28 + 4) / (8 + 4)
    assert row(steps.lift)[3:6] == [round(lift, 6)] * 3
    assert row(steps.lift)[2] == row(steps.lift)[6] == 1
    assert row(steps.excess)[week] == pytest.approx(300 - (lift - 1), abs=1e-5)


def test_few_reactions_never_count_against_an_account() -> None:
    reactions = [8.0, 8.0, 0.0, 0.0, 0.0, 8.0, 8.0]

    assert min(row(made([1000.0] * 7, reactions).lift)) == 1


@pytest.mark.parametrize(("known", "engaged"), [(0, False), (2, False), (3, True), (6, True)])
def test_engagement_is_known_when_half_the_readings_carry_it(known: int, engaged: bool) -> None:
    reactions = [1.0] * (known - 1) + [50.0] + [N] * (6 - known) if known else [N] * 6

    steps = made([1000.0] * 6, reactions)

    assert steps.engaged.tolist() == [engaged]
    assert (max(row(steps.lift)) > 1) is engaged or known == 6

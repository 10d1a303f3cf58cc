"""What each week brought, what was usual, and how uneven it always was."""

import numpy as np
import pytest

from verification.growth.rules.steps import Steps, steps_of

N = float("nan")


def made(*audience: float) -> Steps:
    return steps_of(np.array([audience], dtype=np.float64).T)


def weeks(values: object) -> list[float]:
    return [round(float(value), 6) for value in np.asarray(values)[:, 0]]


def test_a_step_needs_a_reading_and_one_before_it() -> None:
    steps = made(N, 100, N, 130, 140)

    assert weeks(steps.known) == [0, 0, 0, 1, 1]
    assert weeks(steps.level) == [0, 100, 100, 130, 140]
    assert weeks(steps.base) == [1, 1, 1, 100, 130]
    assert steps.observed.tolist() == [3]


def test_nothing_read_is_nothing_known() -> None:
    steps = made(N, N, N)

    assert weeks(steps.known) == weeks(steps.excess) == weeks(steps.over) == [0, 0, 0]
    assert steps.observed.tolist() == [0]


def test_steady_growth_is_usual() -> None:
    steps = made(*[990 * 1.01**week - 10 for week in range(12)])

    assert max(abs(np.array(weeks(steps.excess)))) < 0.001
    assert weeks(steps.usual)[1] == pytest.approx(9.9)


def test_a_burst_is_an_excess_of_its_own_size() -> None:
    assert weeks(made(600, 600, 600, 900, 900, 900).excess) == [0, 0, 0, 300, 0, 0]


def test_what_only_returns_lies_not_above_the_high() -> None:
    steps = made(600, 600, 600, 540, 600, 600, 600)

    assert weeks(steps.excess)[4] == 60
    assert weeks(steps.over)[4] == 0


def test_a_gap_is_growth_over_its_weeks() -> None:
    steps = made(990, 1000, 1010, N, N, 1040, 1050, 1060)

    assert abs(weeks(steps.excess)[5]) < 1
    assert weeks(steps.usual)[5] == pytest.approx(30, abs=1)


def test_a_calm_account_has_counting_noise() -> None:
    assert weeks(made(*[600] * 8).noise)[4] == 2


def test_a_restless_account_has_more() -> None:
    restless = made(1000, 1100, 1000, 1100, 1000, 1100)

    assert weeks(restless.noise)[3] > 50


@pytest.mark.parametrize(
    ("counts", "grain"),
    [
        ((1200, 1300, 1300, 1500, 1500), 100),
        ((1210, 1300, 1310, 1500, 1500), 10),
        ((12_000, 13_000, 13_000, 15_000, 15_000), 1000),
        ((1201, 1303, 1300, 1507, 1512), 0),
        ((200, 300, 300, 500, 500), 0),
        ((1200, 1300, 1300), 0),
    ],
)
def test_the_grain_of_large_counts_is_seen(counts: tuple[float, ...], grain: float) -> None:
    assert weeks(made(*counts).grain)[-1] == grain


def test_counts_rounded_only_when_large_have_a_grain_only_then() -> None:
    steps = made(9871, 9903, 9950, 9987, 10_000, 10_100, 10_100, 10_200)

    assert weeks(steps.grain) == [0, 0, 0, 0, 100, 100, 100, 100]
    assert weeks(steps.noise)[6] > 70

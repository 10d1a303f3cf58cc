"""Slow rises against all other weeks."""

import numpy as np
import pytest

from verification.growth.rules.burst import ABSENT
from verification.growth.rules.drip import drip_of, drip_signs, drip_weeks
from verification.growth.rules.steps import Steps, steps_of


def steps(weeks: int, run: range, each: float) -> Steps:
    gains = np.where(np.arange(weeks) % 2 == 0, 1.0, 3.0)
    gains[run.start : run.stop] += each
    return steps_of(np.concatenate([np.full(20, np.nan), 1000.0 + np.cumsum(gains)])[:, None])


def signs(weeks: int, run: range, each: float) -> dict[str, float]:
    made = steps(weeks, run, each)
    return {name: float(value[0]) for name, value in drip_signs(made, drip_of(made)).items()}


@pytest.mark.parametrize("run", [range(20, 24), range(20, 27), range(10, 26)])
def test_the_run_is_found_with_its_length_and_gain(run: range) -> None:
    drip = drip_of(steps(40, run, 30.0))

    assert (int(drip.first[0]), int(drip.end[0])) == (20 + run.start, 20 + run.stop)
    assert drip.gained[0] == pytest.approx(30 * len(run), rel=0.05)
    assert drip.outside[0] == pytest.approx(2, abs=0.1)


def test_a_drip_is_even_long_and_sharp_at_both_ends() -> None:
    found = signs(40, range(20, 29), 30.0)

    assert found["drip_weeks"] == 9
    assert found["drip_cv"] < 0.1
    assert found["drip_times"] == pytest.approx(np.log(33 / 3), abs=0.05)
    assert found["drip_after"] < 0.1 > found["drip_before"]
    assert found["drip_rel"] == pytest.approx(np.log1p(270 / 1040), abs=0.01)


def test_a_drip_that_goes_on_to_the_end_has_no_after() -> None:
    assert signs(24, range(15, 24), 30.0)["drip_after"] == ABSENT


def test_a_drip_longer_than_half_the_weeks_is_no_norm() -> None:
    long = signs(12, range(4, 12), 40.0)

    assert long["drip"] > 2
    assert long["drip_times"] > 2


def test_without_a_rise_there_is_hardly_a_run() -> None:
    assert signs(40, range(20, 24), 0.0)["drip"] < 0.7


def test_one_strong_week_alone_makes_no_even_run() -> None:
    assert signs(40, range(20, 21), 400.0)["drip_cv"] > 1


def test_the_weeks_of_a_run_are_those_that_brought_more_than_others() -> None:
    made = steps(40, range(20, 29), 30.0)

    assert np.flatnonzero(drip_weeks(made, drip_of(made))[:, 0]).tolist() == [*range(40, 49)]


def test_an_account_nobody_read_has_none() -> None:
    empty = steps_of(np.full((40, 1), np.nan))

    assert not drip_weeks(empty, drip_of(empty)).any()

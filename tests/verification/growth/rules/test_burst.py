"""The week that stands out, and what became of the followers it brought."""

import numpy as np
import pytest

from verification.growth.rules.burst import (
    ABSENT,
    burst_of,
    burst_signs,
    candidates,
    steadiest,
)
from verification.growth.rules.steps import Steps, steps_of


def steps(*changes: tuple[int, float], weeks: int = 30) -> Steps:
    """About a thousand followers and what changes in some weeks."""
    gains = np.zeros(weeks)
    for week, gain in changes:
        gains[week] += gain
    return steps_of((1003.0 + np.cumsum(gains))[:, None])


def signs(*changes: tuple[int, float], weeks: int = 30) -> dict[str, float]:
    made = steps(*changes, weeks=weeks)
    burst = burst_of(made)
    found = {**burst_signs(made, burst), **steadiest(made, burst)}
    return {name: float(value[0]) for name, value in found.items()}


def test_the_strongest_week_is_the_burst() -> None:
    burst = burst_of(steps((7, 300), (9, 100)))

    assert (burst.week.tolist(), burst.gain.tolist(), burst.base.tolist()) == ([7], [300], [1003])


def test_its_strength_counts_in_noises_and_its_size_in_the_audience() -> None:
    found = signs((7, 300))

    assert found["burst_z"] == pytest.approx(np.log1p(150))
    assert found["burst_rel"] == pytest.approx(np.log1p(300 / 1003))
    assert (found["second"], found["third"], found["n_z4"]) == (0, 0, 1)


def test_other_strong_weeks_are_counted() -> None:
    found = signs((7, 300), (12, 150), (20, 75))

    assert found["second"] == pytest.approx(0.5, abs=0.01)
    assert found["third"] == pytest.approx(0.25, abs=0.01)
    assert found["n_z4"] == 3


def test_a_wave_goes_on_and_a_delivery_stops() -> None:
    wave, delivery = signs((7, 300), (8, 150), (9, 75)), signs((7, 300))

    assert (wave["tail1"], delivery["tail1"]) == (0.5, 0)
    assert wave["tail24"] == pytest.approx(75 / 3 / 300)
    assert delivery["tail24"] == 0


def test_what_came_before_leads_up_to_it() -> None:
    assert signs((6, 100), (7, 300))["lead"] == pytest.approx(100 / 4 / 300)


def test_nothing_is_known_of_the_weeks_after_the_newest() -> None:
    found = signs((29, 300))

    assert found["tail1"] == found["tail24"] == found["slope"] == found["slope_rel"] == ABSENT
    assert found["after"] == 0


def test_followers_that_leave_within_ten_weeks_are_lost_again() -> None:
    assert signs((7, 300), (12, -150))["lost_later"] == 0.5
    assert signs((7, 300), (18, -150))["lost_later"] == 0
    assert signs((7, 300), (20, -150))["kept"] == -0.5


def test_a_spike_that_falls_is_as_strong_as_its_weaker_side() -> None:
    assert signs((7, 300), (9, -100))["spike_drop"] == pytest.approx(np.log1p(50))
    assert signs((7, -100), (9, 300))["spike_drop"] == 0


def test_a_fall_that_is_made_good_returned() -> None:
    assert signs((7, -100), (9, 100))["returned"] == 1
    assert signs((7, -100))["returned"] == 0
    assert signs((7, -100))["drop_rel"] == pytest.approx(np.log1p(100 / 1003))


def test_slow_rises_add_up() -> None:
    slow = signs(*[(week, 6.0) for week in range(10, 20)], weeks=40)

    assert slow["cusum"] > signs((12, 6.0), weeks=40)["cusum"]


def test_a_burst_counts_in_grains_where_there_are_any() -> None:
    assert signs((3, -3), (7, 300))["grained"] == pytest.approx(np.log(2.97))
    assert signs((7, 300))["grained"] == -ABSENT


@pytest.mark.parametrize(("gain", "counts"), [(20.0, False), (21.0, True)])
def test_a_candidate_is_at_least_a_fiftieth_of_the_audience(gain: float, counts: bool) -> None:
    made = steps((7, gain))

    assert bool(candidates(made, burst_of(made), 2.0)[7, 0]) is counts

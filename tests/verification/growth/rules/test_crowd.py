"""Whether new followers react."""

import numpy as np
import pytest

from verification.growth.rules.burst import ABSENT, burst_of
from verification.growth.rules.crowd import calmer, crowd_of, crowd_signs, drip_reactions
from verification.growth.rules.steps import steps_of

WEEKS = 40
N = float("nan")
NOISE = np.where(np.arange(WEEKS) % 2 == 0, 0.9, 1.1)


def signs(
    engagement: np.ndarray[tuple[int], np.dtype[np.float64]], week: int = 20
) -> dict[str, float]:
    """Of an account that grows from 1,000 by a half in one week."""
    audience = np.where(np.arange(WEEKS) < week, 1003.0, 1504.0)[:, None]
    steps = steps_of(audience)
    crowd = crowd_of(engagement[:, None], steps.observed)
    found = crowd_signs(steps, burst_of(steps), crowd)
    return {name: float(value[0]) for name, value in found.items()}


def reactions(after: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.round(np.where(np.arange(WEEKS) < 20, 100.0, after) * NOISE)


def test_colleagues_react_and_bought_followers_do_not() -> None:
    colleagues, bought = signs(reactions(150)), signs(reactions(100))

    assert colleagues["brought"] > 2
    assert bought["brought"] < -2
    assert colleagues["er_shift"] == pytest.approx(0, abs=0.02)
    assert bought["er_shift"] == pytest.approx(-np.log(1.5), abs=0.02)
    assert colleagues["er_rise"] > 2 > bought["er_rise"]


def test_likes_bought_for_three_weeks_fade_from_the_later_weeks() -> None:
    engagement = reactions(100)
    engagement[20:23] *= 4

    assert signs(engagement)["er_late"] < signs(engagement)["er_shift"]


def test_a_wave_of_reactions_shows_in_its_week() -> None:
    engagement = reactions(100)
    engagement[20] = 1000

    assert signs(engagement)["lift_now"] > 1.5 > signs(reactions(100))["lift_now"]
    assert signs(engagement)["each"] > signs(reactions(100))["each"]


def test_without_reactions_nothing_is_known() -> None:
    assert set(signs(np.full(WEEKS, N)).values()) == {ABSENT}


def test_reactions_known_in_fewer_than_half_the_weeks_tell_nothing() -> None:
    engagement = reactions(150)
    engagement[::2] = N
    engagement[1] = N

    assert set(signs(engagement).values()) == {ABSENT}


def test_a_week_without_any_reaction_on_a_lively_account_had_no_post() -> None:
    engagement = reactions(150)
    engagement[25:30] = 0

    assert signs(engagement)["er_shift"] == pytest.approx(0, abs=0.02)


def test_the_weeks_after_the_newest_reading_are_not_known() -> None:
    assert signs(reactions(100), week=WEEKS - 1)["brought"] == ABSENT


def test_sums_are_told_by_post_where_that_is_calmer() -> None:
    posts = np.where(np.arange(WEEKS) % 2 == 0, 1.0, 4.0)[:, None]
    steady = np.full((WEEKS, 1), 30.0)

    assert calmer(steady * posts, posts)[3, 0] == 30.0
    assert calmer(steady, posts)[3, 0] == 30.0
    assert calmer(steady, np.full((WEEKS, 1), N))[3, 0] == 30.0


def test_a_slow_rise_is_judged_by_reactions_after_it() -> None:
    engagement = reactions(100)[:, None]
    crowd = crowd_of(engagement, np.array([WEEKS]))
    found = drip_reactions(crowd, np.array([18]), np.array([26]), np.array([np.log(1.5)]))

    assert found["drip_brought"][0] < -2
    assert found["drip_shift"][0] == pytest.approx(-np.log(1.5), abs=0.03)
    assert found["drip_lift"][0] == pytest.approx(0, abs=0.03)

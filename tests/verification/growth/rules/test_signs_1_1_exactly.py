"""The signs on weeks written by hand: a burst, what was lost again, a drip."""

from dataclasses import replace

import numpy as np
import pytest

from verification.growth.rules.signs_1_1 import SIGNS, Signs, signs_of
from verification.growth.rules.steps_1_1 import Steps

WEEKS = 30
BASE = 1000.0


def steps(
    excess: dict[int, float], level: dict[int, float] | None = None, noise: float = 2.0
) -> Steps:
    """Weeks of nothing but what is written; every level is ``BASE`` unless it is said."""
    gains, levels = np.zeros((1, WEEKS)), np.full((1, WEEKS), BASE)
    for week, gain in excess.items():
        gains[0, week] = gain
    for week, reached in (level or {}).items():
        levels[0, week] = reached
    ones = np.ones((1, WEEKS))
    return Steps(
        known=ones > 0,
        level=levels,
        base=ones * BASE,
        usual=ones * 0,
        excess=gains,
        noise=ones * noise,
        lift=ones,
        observed=np.array([WEEKS]),
        span=np.array([WEEKS]),
        engaged=np.array([True]),
    )


def values(signs: Signs) -> dict[str, float]:
    return dict(zip(SIGNS, signs.values[0].tolist(), strict=True))


def drip(weeks: range, each: float) -> dict[int, float]:
    return dict.fromkeys(weeks, each)


def test_the_signs_stand_in_this_order() -> None:
    assert SIGNS == ("burst", "lost_again", "engagement", "drip_6", "drip_12")


def test_calm_weeks_show_no_sign() -> None:
    calm = signs_of(steps({}))

    assert calm.values.tolist() == [[0.0] * 5]
    assert not calm.drip_columns.any()
    assert calm.lost.tolist() == [0.0]


def test_a_burst_is_the_week_that_stands_out_most_from_its_noise() -> None:
    found = signs_of(steps({7: 300.0, 9: 100.0}))

    assert found.burst_column.tolist() == [7]
    assert values(found)["burst"] == pytest.approx(np.log1p(150))
    assert found.burst_strength[0, [7, 8, 9]].tolist() == [150, 0, 50]


@pytest.mark.parametrize(
    ("base", "excess", "counts"),
    [(1000, 30.0, True), (1000, 29.9, False), (100, 10.0, True), (100, 9.9, False)],
)
def test_a_burst_is_3_percent_and_at_least_10(base: float, excess: float, counts: bool) -> None:
    made = steps({7: excess})

    found = signs_of(replace(made, base=np.full((1, WEEKS), float(base))))

    assert bool(found.burst_strength[0, 7] > 0) is counts


def test_a_week_without_a_reading_is_no_burst() -> None:
    made = steps({7: 300.0})
    unknown = made.known.copy()
    unknown[0, 7] = False

    assert signs_of(replace(made, known=unknown)).values[0, 0] == 0


def test_engagement_around_a_burst_speaks_for_the_account() -> None:
    made = steps({7: 300.0})
    lift = made.lift.copy()
    lift[0, 7] = 3.0

    assert values(signs_of(replace(made, lift=lift)))["engagement"] == pytest.approx(np.log(3))
    assert values(signs_of(replace(steps({}), lift=lift)))["engagement"] == 0


@pytest.mark.parametrize(("week", "lost"), [(8, 100), (17, 100), (18, 0), (6, 0)])
def test_ten_weeks_after_a_burst_are_watched(week: int, lost: float) -> None:
    level = {7: 1300.0, **dict.fromkeys(range(8, WEEKS), 1300.0), week: 1200.0}

    found = signs_of(steps({7: 300.0}, level))

    assert found.lost.tolist() == [lost]
    assert values(found)["lost_again"] == pytest.approx(lost / 300)


def test_the_peak_may_come_a_week_after_the_burst() -> None:
    level = {7: 1250.0, **dict.fromkeys(range(8, WEEKS), 1300.0), 10: 1210.0}

    assert signs_of(steps({7: 300.0}, level)).lost.tolist() == [90]


def test_no_more_is_lost_again_than_the_burst_brought() -> None:
    level = {7: 1300.0, 8: 1300.0, **dict.fromkeys(range(9, WEEKS), 500.0)}

    assert signs_of(steps({7: 300.0}, level)).lost.tolist() == [300]


def test_a_burst_in_the_newest_week_has_lost_nothing_yet() -> None:
    found = signs_of(steps({WEEKS - 1: 300.0}, {WEEKS - 1: 1300.0}))

    assert (found.burst_column.tolist(), found.lost.tolist()) == ([WEEKS - 1], [0])


def test_without_a_burst_nothing_is_lost_again() -> None:
    assert signs_of(steps({7: 5.0}, {9: 10.0})).lost.tolist() == [0]


@pytest.mark.parametrize("width", [6, 12])
def test_a_drip_adds_up_over_its_weeks(width: int) -> None:
    found = signs_of(steps(drip(range(10, 10 + width), 20.0)))

    strongest = {6: np.sqrt(6 * 4 + 1), 12: np.sqrt(12 * 4 + 1)}
    assert values(found)[f"drip_{width}"] == pytest.approx(np.log1p(20 * width / strongest[width]))
    assert np.flatnonzero(found.drip_columns[0]).tolist() == list(range(10, 10 + width))


def test_the_weeks_named_are_those_of_the_stronger_drip() -> None:
    short = signs_of(steps({**drip(range(10, 16), 40.0), 20: 1.0}))
    long = signs_of(steps(drip(range(8, 20), 30.0)))

    assert np.flatnonzero(short.drip_columns[0]).tolist() == list(range(10, 16))
    assert np.flatnonzero(long.drip_columns[0]).tolist() == list(range(8, 20))


@pytest.mark.parametrize(
    ("level", "each", "counts"),
    [
        (1050.0, 50 / 6 + 0.01, True),
        (1050.0, 50 / 6 - 0.01, False),
        (200.0, 20 / 6 + 0.01, True),
        (200.0, 20 / 6 - 0.01, False),
    ],
)
def test_a_drip_is_5_percent_and_at_least_20(level: float, each: float, counts: bool) -> None:
    made = steps(drip(range(10, 16), each))

    found = values(signs_of(replace(made, level=np.full((1, WEEKS), level))))

    assert (found["drip_6"] > 0) is counts


def test_weeks_that_lost_are_no_part_of_a_drip() -> None:
    found = signs_of(steps({**drip(range(10, 16), 40.0), 12: -10.0}))

    assert 12 not in np.flatnonzero(found.drip_columns[0])

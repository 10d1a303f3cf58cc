"""The signs of bought followers, each where it begins to count."""

import numpy as np
import pytest

from verification.growth.rules.blocks_1_1 import Block
from verification.growth.rules.signs_1_1 import SIGNS, Signs, signs_of
from verification.growth.rules.steps_1_1 import steps_of

BOUGHT_IN = 12


def signs(audience: list[float], engagement: list[float] | None = None) -> Signs:
    row = np.array([audience], dtype=float)
    reactions = np.full_like(row, np.nan) if engagement is None else np.array([engagement])
    return signs_of(steps_of(Block(row, reactions, np.zeros(row.shape, dtype=bool))))


def value(found: Signs, sign: str) -> float:
    return float(found.values[0, SIGNS.index(sign)])


def burst(size: int, *, start: int = 200, left: int = 0, after: int = 3) -> list[float]:
    """Constant but for followers bought in one week, some of which leave again."""
    gone = BOUGHT_IN + after
    return [
        start + (size if week >= BOUGHT_IN else 0) - (left if week >= gone else 0)
        for week in range(26)
    ]


def drip(weeks: int, each: int, *, start: int = 200) -> list[float]:
    """Constant but for ``each`` followers a week for some weeks."""
    return [start + each * min(max(week - 8, 0), weeks) for week in range(26)]


def test_signs_have_a_fixed_order() -> None:
    assert SIGNS == ("burst", "lost_again", "engagement", "drip_6", "drip_12")


@pytest.mark.parametrize(("start", "size", "counts"), [(200, 9, 0), (200, 10, 1), (1000, 29, 0)])
def test_a_burst_counts_from_ten_followers_and_three_percent(
    start: int, size: int, counts: int
) -> None:
    assert (value(signs(burst(size, start=start)), "burst") > 0) == bool(counts)
    assert value(signs(burst(30, start=1000)), "burst") > 0


def test_a_burst_is_measured_in_units_of_its_noise_and_named_by_its_week() -> None:
    found = signs(burst(100))

    assert found.burst_column.tolist() == [BOUGHT_IN]
    assert found.burst_strength[0, BOUGHT_IN] == pytest.approx(100 / np.sqrt(5))
    assert value(found, "burst") == pytest.approx(np.log1p(100 / np.sqrt(5)))


def test_what_left_again_is_counted_as_a_share_of_what_came() -> None:
    found = signs(burst(100, left=40))

    assert found.lost.tolist() == [40]
    assert value(found, "lost_again") == pytest.approx(0.4)


def test_no_more_is_lost_than_was_gained() -> None:
    assert signs(burst(100, left=150)).lost.tolist() == [100]


@pytest.mark.parametrize(("after", "lost"), [(1, 40), (10, 40), (11, 0)])
def test_a_burst_is_watched_for_ten_weeks(after: int, lost: int) -> None:
    assert signs(burst(100, left=40, after=after)).lost.tolist() == [lost]


def test_without_a_burst_nothing_is_lost_again() -> None:
    falling = [1000.0 - 2 * week for week in range(26)]

    assert signs(falling).lost.tolist() == [0]


@pytest.mark.parametrize(("each", "counts"), [(3, False), (4, True)])
def test_a_drip_counts_from_twenty_followers(each: int, counts: bool) -> None:
    six = signs([100 + each * min(max(week - 8, 0), 5) for week in range(26)])

    assert (value(six, "drip_6") > 0) is counts


@pytest.mark.parametrize(("start", "counts"), [(600, True), (601, False)])
def test_a_drip_counts_from_five_percent(start: int, counts: bool) -> None:
    assert (value(signs(drip(6, 5, start=start)), "drip_6") > 0) is counts


def test_the_weeks_of_a_drip_are_those_of_its_stronger_width() -> None:
    short, long = signs(drip(6, 10)), signs(drip(12, 10))

    assert list(np.flatnonzero(short.drip_columns[0])) == list(range(9, 15))
    assert list(np.flatnonzero(long.drip_columns[0])) == list(range(9, 21))
    assert value(short, "drip_6") > value(short, "drip_12")
    assert value(long, "drip_12") > value(long, "drip_6")


def test_engagement_around_the_burst_is_measured_by_how_much_it_rose() -> None:
    reactions = [40.0] * 26
    reactions[BOUGHT_IN] = 400.0
    found = signs(burst(100), reactions)

    assert value(found, "engagement") == pytest.approx(np.log(412 / 52))
    assert value(signs(burst(0), reactions), "engagement") == 0

"""More audiences just above the minimum than is natural, and nobody shown."""

from math import comb

import pytest

from verification.bunching.rules import at_least, bunching_of


def counts(below: int, within: int, above: int) -> dict[str, int]:
    return {"below": below, "within": within, "above": above}


@pytest.mark.parametrize(
    ("hits", "tries", "share"), [(8, 10, 0.5), (2, 10, 0.5), (0, 10, 0.3), (10, 10, 0.3)]
)
def test_the_chance_is_exact(hits: int, tries: int, share: float) -> None:
    each = [comb(tries, at) * share**at * (1 - share) ** (tries - at) for at in range(tries + 1)]

    assert at_least(hits, tries, share) == pytest.approx(sum(each[hits:]))


def test_large_counts_take_no_time_and_do_not_overflow() -> None:
    assert at_least(334_500, 1_000_000, 1 / 3) == pytest.approx(0.0067, abs=0.0005)


def test_counts_that_fall_evenly_are_not_remarkable() -> None:
    found = bunching_of("x", counts(121, 110, 100))

    assert (found.expected, found.remarkable) == (110.0, False)
    assert found.p_value is not None
    assert 0.4 < found.p_value < 0.6


def test_a_heap_above_the_minimum_is_remarkable() -> None:
    found = bunching_of("x", counts(400, 560, 380))

    assert found.remarkable
    assert found.p_value is not None
    assert found.p_value < 0.001


def test_a_gap_above_the_minimum_is_none() -> None:
    assert bunching_of("x", counts(400, 300, 380)).remarkable is False


@pytest.mark.parametrize("small", [(9, 50, 50), (50, 9, 50), (50, 50, 9)])
def test_small_counts_are_hidden_and_tell_nothing(small: tuple[int, int, int]) -> None:
    found = bunching_of("x", counts(*small))

    assert (found.below, found.within, found.above) == (None, None, None)
    assert (found.expected, found.p_value, found.remarkable) == (None, None, None)


def test_ten_are_enough_to_be_shown() -> None:
    assert bunching_of("x", counts(10, 10, 10)).within == 10

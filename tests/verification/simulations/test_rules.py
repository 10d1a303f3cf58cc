"""Counts that show what would change and nobody's own change."""

import pytest

from verification.simulations.rules import Change, band_of, counted, shown


@pytest.mark.parametrize(
    ("audience", "band"),
    [
        (0, "0-499"),
        (499, "0-499"),
        (500, "500-999"),
        (999, "500-999"),
        (1000, "1000-4999"),
        (5000, "5000-19999"),
        (19_999, "5000-19999"),
        (20_000, "20000+"),
    ],
)
def test_sizes_are_told_in_bands(audience: int, band: str) -> None:
    assert band_of(audience) == band


def test_batches_add_up_and_what_stays_is_not_counted() -> None:
    once = counted({}, [("x", 520, ("eligible", "not_yet")), ("x", 700, ("review", "review"))])
    twice = counted(once, [("x", 530, ("eligible", "not_yet"))])

    assert twice == {"x|500-999|eligible|not_yet": 2}


@pytest.mark.parametrize(("count", "told"), [(9, None), (10, 10)])
def test_a_count_below_ten_is_hidden(count: int, told: int | None) -> None:
    assert shown({"x|500-999|eligible|not_yet": count}) == [
        Change("x", "500-999", "eligible", "not_yet", told)
    ]

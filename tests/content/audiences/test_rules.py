"""What may be told of an audience."""

import pytest

from content.audiences.rules import MOST_COUNTED, shown_count


@pytest.mark.parametrize(
    ("officers", "shown"), [(0, None), (19, None), (20, 20), (29, 20), (30, 30), (4321, 4320)]
)
def test_small_audiences_are_hidden_and_others_come_in_tens(
    officers: int, shown: int | None
) -> None:
    assert shown_count(officers, hidden_below=20) == shown


def test_an_audience_of_the_whole_service_is_counted_to_ten_thousand_only() -> None:
    assert MOST_COUNTED == 10_000
    assert shown_count(MOST_COUNTED, hidden_below=20) == 10_000


def test_the_smallest_audience_told_is_what_the_operator_sets() -> None:
    assert shown_count(2, hidden_below=2) == 0
    assert shown_count(999, hidden_below=1000) is None

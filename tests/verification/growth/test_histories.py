"""Weeks are read strictly."""

from datetime import date

import pytest

from verification.growth.rules.histories import label_of, monday_of


def test_a_label_and_its_monday_are_one() -> None:
    assert monday_of("2026-W01") == date(2025, 12, 29)
    assert label_of(date(2025, 12, 29)) == "2026-W01"


@pytest.mark.parametrize(
    "label", ["2026-W54", "2025-W53", "2026W05", "2026-w05", "2026-05", "", "2026-W0٥", "x" * 8]
)
def test_what_is_no_week_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        monday_of(label)

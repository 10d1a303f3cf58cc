"""Weeks begin on Monday in Jakarta."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import IsoWeek


def test_sunday_evening_in_london_is_monday_in_jakarta() -> None:
    assert IsoWeek.of(datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) == IsoWeek.parse("2026-W48")


@pytest.mark.parametrize("text", ["2026-W00", "2025-W53", "2026-W5", "2026W05", "", "２０２６-W05"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        IsoWeek.parse(text)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_a_week_survives_being_written_and_read(day: date) -> None:
    week = IsoWeek.of(day)

    assert IsoWeek.parse(str(week)) == week
    assert week.plus(5).plus(-5) == week
    assert week < week.next()

"""Weeks begin on Monday in Jakarta."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import JAKARTA, IsoWeek, day_of


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


def test_a_day_begins_at_17_oclock_utc() -> None:
    assert day_of(datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert day_of(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert str(JAKARTA) == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W01", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        ("2028-W09", date(2028, 2, 28)),
    ],
)
def test_the_first_the_last_and_the_leap_week(text: str, monday: date) -> None:
    week = IsoWeek.parse(text)

    assert (week.monday, str(week)) == (monday, text)
    assert IsoWeek.of(monday) == week


def test_weeks_are_counted_over_the_turn_of_a_year_with_53() -> None:
    week = IsoWeek(2026, 53)

    assert (week.next(), week.plus(-1), week.plus(2)) == (
        IsoWeek(2027, 1),
        IsoWeek(2026, 52),
        IsoWeek(2027, 2),
    )
    assert str(IsoWeek(900, 5)) == "0900-W05"
    assert IsoWeek(2026, 9) < IsoWeek(2026, 10) < IsoWeek(2027, 1)


def test_what_is_no_week_is_named_but_not_at_length() -> None:
    with pytest.raises(ValueError, match=r"not an ISO week: 'x{16}'$"):
        IsoWeek.parse("x" * 999)

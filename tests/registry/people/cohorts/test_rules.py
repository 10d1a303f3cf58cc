"""How long an invitation may be accepted."""

from datetime import date

from registry.people.cohorts.rules import is_open


def test_an_invitation_is_open_on_its_last_day_and_not_after() -> None:
    last = date(2026, 11, 30)

    assert is_open(last, date(2026, 11, 30))
    assert not is_open(last, date(2026, 12, 1))

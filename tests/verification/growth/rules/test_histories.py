"""Which readings of a history count."""

from datetime import timedelta

from tests.verification import given
from verification.growth.rules.histories import WEEKS


def test_a_year_is_52_weeks() -> None:
    assert WEEKS == 52


def test_the_last_thirteen_weeks_are_the_week_itself_and_twelve_before() -> None:
    history = given.history(given.calm_readings(weeks=20))

    recent = history.since(13, until=given.WEEK)

    assert [r.week for r in recent] == given.weeks_before(given.WEEK, 13)


def test_weeks_without_a_reading_pass_all_the_same() -> None:
    history = given.history(given.calm_readings(weeks=20))

    recent = history.since(13, until=given.WEEK + timedelta(weeks=10))

    assert [r.week for r in recent] == given.weeks_before(given.WEEK, 3)


def test_nothing_is_recent_when_the_newest_reading_is_older() -> None:
    history = given.history(given.calm_readings(weeks=20))

    assert history.since(13, until=given.WEEK + timedelta(weeks=13)) == ()
    assert len(history.since(13, until=given.WEEK + timedelta(weeks=12))) == 1

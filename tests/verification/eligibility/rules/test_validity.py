"""When a verdict ends and when it is news."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from verification.eligibility.rules.validity import Standing, end_of_validity, is_news
from verification.policies.rules import ANNOUNCED

STANDING = Standing("eligible", "2019-11-25", datetime(2026, 5, 1, tzinfo=UTC), date(2026, 1, 26))


def test_thirteen_weeks_are_counted_from_the_end_of_the_week_at_midnight_in_jakarta() -> None:
    ends = end_of_validity(date(2026, 1, 26), ANNOUNCED)
    assert ends == datetime(2026, 5, 3, 17, 0, tzinfo=UTC)


def test_a_first_another_or_a_prolonged_decision_is_news_and_the_same_is_not() -> None:
    assert is_news(None, STANDING)
    assert is_news(replace(STANDING, decision="review"), STANDING)
    assert is_news(replace(STANDING, valid_until=datetime(2026, 4, 24, tzinfo=UTC)), STANDING)
    assert not is_news(STANDING, replace(STANDING))


def test_a_decision_on_a_week_older_than_the_newest_is_no_news() -> None:
    older = replace(STANDING, decision="review", week=STANDING.week - timedelta(weeks=1))
    newer = replace(STANDING, week=STANDING.week + timedelta(weeks=1))

    assert not is_news(STANDING, older)
    assert is_news(STANDING, newer)

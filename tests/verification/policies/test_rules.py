"""The criteria of 25 November 2019, as plain numbers."""

from dataclasses import asdict
from datetime import date

from verification.policies.rules import ANNOUNCED


def test_the_announced_criteria_are_these() -> None:
    assert asdict(ANNOUNCED) == {
        "version": "2019-11-25",
        "in_force_from": date(2019, 11, 25),
        "minimum_audience": 500,
        "minimum_weeks": 8,
        "reading_max_age_weeks": 4,
        "missed_share_limit": 0.34,
        "activity_weeks": 13,
        "minimum_posts": 1,
        "growth_alpha": 0.01,
        "validity_weeks": 13,
        "metrics": {"instagram": "followers", "x": "followers", "facebook": "friends"},
    }


def test_a_policy_is_known_by_its_criteria_and_may_be_kept_in_a_set() -> None:
    assert {ANNOUNCED, ANNOUNCED} == {ANNOUNCED}

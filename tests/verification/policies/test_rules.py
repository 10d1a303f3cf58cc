"""The criteria of 25 November 2019, as plain numbers."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from verification.policies.rules import ANNOUNCED, Comparator, DateFault, are_two, date_fault


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
        "minimums": {},
        "comparator": ">=",
        "accounts_needed": "any",
        "recheck_share": 0.0,
    }


def test_a_policy_is_known_by_its_criteria_and_may_be_kept_in_a_set() -> None:
    assert {ANNOUNCED, ANNOUNCED} == {ANNOUNCED}


@pytest.mark.parametrize(
    ("comparator", "fewest"), [(Comparator.AT_LEAST, 500), (Comparator.MORE_THAN, 501)]
)
def test_minimal_500_and_more_than_500_differ_by_one(comparator: Comparator, fewest: int) -> None:
    assert replace(ANNOUNCED, comparator=comparator).fewest("x") == fewest


def test_a_platform_may_have_a_minimum_of_its_own() -> None:
    policy = replace(ANNOUNCED, minimums={"x": 900}, comparator=Comparator.MORE_THAN)

    assert (policy.fewest("x"), policy.fewest("instagram")) == (901, 501)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2026, 12, 14), None),
        (date(2026, 12, 7), DateFault.TOO_SOON),
        (date(2026, 12, 15), DateFault.NO_MONDAY),
    ],
)
def test_two_weeks_ahead_means_fourteen_days(day: date, fault: DateFault | None) -> None:
    assert date_fault(day, today=date(2026, 11, 30)) is fault
    assert date_fault(date(2026, 12, 14), today=date(2026, 12, 1)) is DateFault.TOO_SOON


@pytest.mark.parametrize(
    ("writers", "announcer", "announcers", "two"),
    [
        ({"klpd:K65"}, "b", {"klpd:K3"}, True),
        ({"klpd:K65"}, "a", {"klpd:K3"}, False),
        ({"klpd:K65"}, "b", {"klpd:K65"}, False),
        ({"klpd:K65", "klpd:K1"}, "b", {"klpd:K1", "klpd:K3"}, False),
        (set(), "b", {"klpd:K3"}, True),
        ({"klpd:K65"}, "b", set(), True),
        (set(), "b", set(), False),
    ],
)
def test_two_people_of_different_institutions(
    writers: set[str], announcer: str, announcers: set[str], two: bool
) -> None:
    assert are_two("a", writers, announcer, announcers) is two

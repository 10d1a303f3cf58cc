"""Where each criterion begins and ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.verification import given
from verification.eligibility.rules.judgement import reasons_for
from verification.findings.rules import NOTHING
from verification.growth.rules.histories import History, Reading
from verification.growth.rules.screened import NOT_JUDGED
from verification.policies.rules import ANNOUNCED

Numbers = dict[str, int | float | str]


def heard(history: History) -> dict[str, Numbers]:
    """Reasons by code with their numbers, when growth says nothing."""
    found = reasons_for(history, NOT_JUDGED, NOTHING, ANNOUNCED)
    return {reason.code: dict(reason.numbers) for reason in found}


def counts(*audiences: int) -> History:
    weeks = given.weeks_before(given.WEEK, len(audiences))
    return given.history(
        [Reading(week, audience, 40.0, 1) for week, audience in zip(weeks, audiences, strict=True)]
    )


def posting(*posts: int | None, engagement: float | None = None) -> History:
    weeks = given.weeks_before(given.WEEK, len(posts))
    return given.history(
        [Reading(week, 612, engagement, some) for week, some in zip(weeks, posts, strict=True)]
    )


def test_a_short_audience_hears_how_many_are_missing() -> None:
    assert heard(counts(*[499] * 8))["audience_below_minimum"] == {
        "missing": 1,
        "low": 499,
        "high": 499,
        "minimum": 500,
    }


@pytest.mark.parametrize(("weeks", "code"), [(7, "history_too_short"), (8, "history_long_enough")])
def test_eight_readings_are_enough(weeks: int, code: str) -> None:
    assert heard(counts(*[612] * weeks))[code] == {"readings": weeks, "needed": 8}


@pytest.mark.parametrize(("weeks", "old"), [(4, False), (5, True)])
def test_a_reading_is_too_old_after_four_weeks(weeks: int, old: bool) -> None:
    history = given.history(given.calm_readings(), as_of=given.WEEK + timedelta(weeks=weeks))

    assert ("reading_too_old" in heard(history)) is old
    if old:
        assert heard(history)["reading_too_old"] == {"week": "2026-W47", "weeks": 5, "limit": 4}


def test_missed_weeks_are_counted_from_the_first_reading_to_the_week_judged() -> None:
    readings = given.calm_readings(weeks=20)
    history = given.history(readings[:5] + readings[7:], as_of=given.WEEK + timedelta(weeks=1))

    assert heard(history)["readings_missed"] == {"missed": 3, "weeks": 21}


def test_nothing_missed_is_not_mentioned() -> None:
    assert heard(counts(*[612] * 9)).keys().isdisjoint({"readings_missed"})


@pytest.mark.parametrize(("missed", "many"), [(17, False), (18, True)])
def test_a_person_looks_above_a_third_of_missed_weeks(missed: int, many: bool) -> None:
    readings = given.calm_readings(weeks=50)
    history = given.history(readings[:10] + readings[10 + missed :])

    assert ("too_many_readings_missed" in heard(history)) is many
    assert ("readings_missed" in heard(history)) is not many


@pytest.mark.parametrize(
    ("audiences", "rounded"),
    [
        ([1000, 1100, 1200, 1300, 1400, 1500], True),
        ([1100, 1200, 1300, 1400, 1500], False),
        ([900, 1100, 1200, 1300, 1400, 1500], False),
        ([901, 1000, 1100, 1200, 1300, 1400, 1500], True),
        ([1000, 1100, 1200, 1300, 1400, 1501], False),
        ([1000, 1100, 1000, 1100, 1000, 1100], False),
        ([12000, 12000, 12000, 13000, 13000, 13000], True),
        ([12000, 12000, 12000, 12100, 12100, 12100], False),
        ([12000, 12000, 12000, 12000, 12000, 12000], False),
        ([1000, 1100, 1200, 1000, 1100, 1200], True),
        ([1000, 1050, 1100, 1150, 1200, 1250], False),
    ],
)
def test_six_large_counts_all_in_hundreds_are_rounded(audiences: list[int], rounded: bool) -> None:
    assert ("readings_rounded" in heard(counts(*audiences))) is rounded
    if rounded:
        assert heard(counts(*audiences))["readings_rounded"] == {"rounded_to": 100}


def test_one_post_within_thirteen_weeks_is_activity() -> None:
    assert heard(posting(1, *[0] * 12))["active"] == {"posts": 1, "weeks": 13, "needed": 1}
    assert heard(posting(1, *[0] * 13))["not_active"] == {"posts": 0, "weeks": 13, "needed": 1}


def test_posts_known_for_half_of_the_weeks_are_taken_at_their_word() -> None:
    assert "not_active" in heard(posting(0, 0, None, None, engagement=9.0))


def test_posts_known_for_less_than_half_are_not() -> None:
    assert heard(posting(0, None, None, engagement=9.0))["active_by_engagement"] == {
        "engagement": 27,
        "weeks": 13,
    }


def test_one_post_seen_is_activity_however_little_is_known() -> None:
    assert "active" in heard(posting(None, None, None, 1))


def test_no_reactions_and_no_posts_known_say_nothing() -> None:
    assert heard(posting(None, None, engagement=0.0))["activity_unknown"] == {"weeks": 13}


@pytest.mark.parametrize("platform", ["instagram", "x", "facebook"])
def test_three_platforms_are_in_the_policy(platform: str) -> None:
    history = given.history(given.calm_readings(), platform=platform)

    assert "platform_not_in_policy" not in heard(history)


def test_a_platform_outside_is_named_with_the_policy() -> None:
    history = given.history(given.calm_readings(), platform="tiktok")

    assert heard(history)["platform_not_in_policy"] == {
        "policy": "2019-11-25",
        "platform": "tiktok",
    }


def test_declared_events_and_what_left_again_are_told() -> None:
    growth = replace(NOT_JUDGED, judged=True, muted_weeks=2)
    history = given.history(given.calm_readings())
    codes = [reason.code for reason in reasons_for(history, growth, NOTHING, ANNOUNCED)]

    assert codes[-2:] == ["growth_event_declared", "growth_natural"]


@pytest.mark.parametrize(
    ("platform", "metric", "said"),
    [
        ("facebook", "followers", {"counted": "followers", "wanted": "friends"}),
        ("facebook", "friends", None),
        ("facebook", None, None),
        ("x", "followers", None),
        ("instagram", "followers", None),
        ("tiktok", "followers", None),
    ],
)
def test_a_count_of_something_else_than_the_policy_names_is_said_to_be_so(
    platform: str, metric: str | None, said: Numbers | None
) -> None:
    readings = [replace(reading, metric=metric) for reading in given.calm_readings()]

    found = heard(given.history(readings, platform=platform))

    assert found.get("audience_by_other_metric") == said

"""What each reason does to a decision, which facts a verdict's hash names, and every limit."""

import hashlib
import json
import struct
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.verification import given
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.facts import canonical
from verification.eligibility.rules.verdicts import Decision, Effect, Verdict
from verification.eligibility.rules.wording import SENTENCES, because
from verification.findings.rules import Memory, Waiting
from verification.growth.rules.histories import DeclaredEvent, History, Reading, SampledFollower
from verification.growth.rules.reference import shipped_reference
from verification.policies.rules import ANNOUNCED

EFFECTS = {
    "supports": "history_long_enough audience_meets_minimum active active_by_engagement"
    " growth_natural",
    "informs": "audience_by_other_metric readings_missed growth_reviewed growth_lost_again"
    " growth_event_declared growth_event_explains sample_not_calibrated drawn_for_recheck",
    "lacks": "never_observed platform_not_in_policy history_too_short reading_too_old"
    " activity_unknown",
    "fails": "audience_below_minimum not_active other_platforms_lacking",
    "doubts": "too_many_readings_missed readings_rounded audience_uncertain growth_unexplained"
    " finding_open",
}
NOW = given.WEEK
SAMPLE = (SampledFollower(1, 2, 3, True, 0.5),)


def week(ago: int) -> Any:
    return NOW - timedelta(weeks=ago)


def judged(history: History) -> Verdict:
    return assess([history], policy=ANNOUNCED, reference=shipped_reference())[0]


def reasons(history: History) -> dict[str, dict[str, Any]]:
    return {reason.code: dict(reason.numbers) for reason in judged(history).reasons}


def readings(*counts: int, posts: int | None = 1, engagement: float | None = None) -> list[Reading]:
    """Weekly readings up to now."""
    last = len(counts) - 1
    return [Reading(week(last - at), n, engagement, posts) for at, n in enumerate(counts)]


def test_every_reason_does_to_the_decision_what_it_was_meant_to() -> None:
    meant = {code: effect for effect, codes in EFFECTS.items() for code in codes.split()}

    assert {code: effect.value for code, (effect, _) in SENTENCES.items()} == meant
    assert [*Effect] == ["supports", "informs", "lacks", "fails", "doubts"]
    assert [*Decision] == ["eligible", "not_yet", "review", "insufficient_data"]


def test_a_reason_holds_its_numbers_and_says_them() -> None:
    reason = because("active", posts=3, weeks=13, needed=1)

    assert dict(reason.numbers) == {"posts": 3, "weeks": 13, "needed": 1}
    assert reason.text.en == "3 posts within the last 13 weeks; 1 needed."


def test_telling_of_an_event_beforehand_harms_nobody() -> None:
    history = given.history(given.calm_readings())
    told = replace(history, declared_events=(DeclaredEvent(week(3), "training"),))

    assert judged(told).decision is judged(history).decision is Decision.ELIGIBLE
    assert "growth_event_declared" not in reasons(told)


FULL = replace(
    given.history(readings(500, 501, engagement=2)),
    declared_events=(DeclaredEvent(week(1), "training"),),
    sample=SAMPLE,
)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "another"},
        {"platform": "x"},
        {"as_of": week(-1)},
        {"readings": FULL.readings[:1]},
        {"readings": (replace(FULL.readings[0], audience=7), FULL.readings[1])},
        {"readings": (replace(FULL.readings[0], engagement=None), FULL.readings[1])},
        {"readings": (replace(FULL.readings[0], posts=None), FULL.readings[1])},
        {"declared_events": ()},
        {"declared_events": (DeclaredEvent(week(2), "training"),)},
        {"declared_events": (DeclaredEvent(week(1), "giveaway"),)},
        {"sample": ()},
        {"sample": (replace(SAMPLE[0], handle_digit_share=0.25),)},
    ],
)
def test_the_hash_of_the_input_names_every_fact(changed: dict[str, Any]) -> None:
    assert judged(replace(FULL, **changed)).input_sha256 != judged(FULL).input_sha256


def test_the_input_is_a_sorted_header_and_little_endian_columns() -> None:
    history = History("é", "x", NOW, (Reading(NOW, 500, 2, None),), (), SAMPLE)
    label = str(given.WEEK.strftime("%G-W%V"))

    header, _, columns = canonical(history).partition(b"\n")
    assert header.decode() == (
        f'{{"as_of":"{label}","declared_events":[],"id":"é","platform":"x","platform_weeks":[],'
        '"sample":['
        '{"followers":1,"following":2,"handle_digit_share":0.5,"has_picture":true,"posts":3}],'
        '"weeks":1}'
    )
    assert columns == struct.pack("<qqdq", NOW.toordinal(), 500, 2.0, -1)
    assert judged(history).input_sha256 == hashlib.sha256(canonical(history)).hexdigest()


def header_of(memory: Memory) -> Any:
    return json.loads(canonical(FULL, memory).partition(b"\n")[0])


def test_what_is_remembered_is_part_of_the_input() -> None:
    waiting = Waiting(week(2), {week(3): 40}, 5)
    memory = Memory(waiting, {week(4): week(1)})

    def label(ago: int) -> str:
        return str(week(ago).strftime("%G-W%V"))

    assert header_of(memory)["memory"] == {
        "looked_at": {label(4): week(1).isoformat()},
        "waiting": {"since": label(2), "gains": {label(3): 40}, "lost_again": 5},
    }
    assert header_of(replace(memory, waiting=None))["memory"]["waiting"] is None
    assert "memory" not in header_of(Memory())


@pytest.mark.parametrize(
    ("counts", "rounded"),
    [
        ([1100, 1200, 1300, 1400, 1500, 1600], True),
        ([1000, 1100, 1200, 1300, 1400, 1500], True),
        ([900, 1100, 1200, 1300, 1400, 1500], False),
        ([950, 1000, 1100, 1200, 1300, 1400, 1500], True),
        ([1100, 1200, 1300, 1400, 1550, 1600], False),
        ([1101, 1202, 1303, 1404, 1505, 1606], False),
        ([1200] * 8, False),
    ],
)
def test_counts_rounded_to_hundreds_hide_growth(counts: list[int], rounded: bool) -> None:
    said = reasons(given.history(readings(*counts)))

    assert ("readings_rounded" in said) is rounded
    assert said.get("readings_rounded", {"rounded_to": 100}) == {"rounded_to": 100}


@pytest.mark.parametrize(
    ("known", "posts", "code"),
    [
        (13, 0, "not_active"),
        (7, 0, "not_active"),
        (6, 0, "activity_unknown"),
        (1, 1, "active"),
        (0, 0, "activity_unknown"),
    ],
)
def test_who_has_few_weeks_with_known_posts_is_not_called_inactive(
    known: int, posts: int, code: str
) -> None:
    weeks = [Reading(week(12 - at), 600, None, posts if at < known else None) for at in range(13)]

    said = reasons(given.history(weeks))

    assert {"active", "not_active", "active_by_engagement", "activity_unknown"} & set(said) == {
        code
    }
    assert said[code]["weeks"] == 13


def test_reactions_show_activity_where_posts_are_not_known() -> None:
    weeks = readings(*[600] * 13, posts=None, engagement=1.26)

    assert reasons(given.history(weeks))["active_by_engagement"] == {"engagement": 16, "weeks": 13}


def test_posts_older_than_13_weeks_do_not_count() -> None:
    weeks = [Reading(week(ago), 600, None, int(ago == 13)) for ago in range(20, -1, -1)]

    assert reasons(given.history(weeks))["not_active"] == {"posts": 0, "weeks": 13, "needed": 1}


@pytest.mark.parametrize(("newest", "too_old"), [(4, False), (5, True)])
def test_the_newest_reading_is_at_most_four_weeks_old(newest: int, too_old: bool) -> None:
    said = reasons(given.history([Reading(week(newest + ago), 600) for ago in range(9, -1, -1)]))

    assert ("reading_too_old" in said) is too_old
    if too_old:
        assert {k: said["reading_too_old"][k] for k in ("weeks", "limit")} == {
            "weeks": 5,
            "limit": 4,
        }


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (range(100), None),
        ([*range(65), 99], "readings_missed"),
        ([*range(64), 99], "too_many_readings_missed"),
    ],
)
def test_more_than_a_third_of_the_weeks_missed_is_looked_at(read: Any, code: str | None) -> None:
    said = reasons(given.history([Reading(week(99 - at), 600) for at in read]))

    assert {"readings_missed", "too_many_readings_missed"} & set(said) == ({code} - {None})
    if code:
        assert said[code] == {"missed": 100 - len([*read]), "weeks": 100}


@pytest.mark.parametrize(
    ("counts", "code", "numbers"),
    [
        ([499] * 8, "audience_below_minimum", {"missing": 1, "low": 499, "high": 499}),
        ([500] * 8, "audience_meets_minimum", {"low": 500, "high": 500}),
        ([500] * 7, "history_too_short", {"readings": 7, "needed": 8}),
        ([500] * 8, "history_long_enough", {"readings": 8, "needed": 8}),
    ],
)
def test_the_minimum_is_reached_by_exactly_this_many(
    counts: list[int], code: str, numbers: dict[str, int]
) -> None:
    said = reasons(given.history(readings(*counts)))

    assert said[code].items() >= numbers.items()


def test_a_sample_is_counted_and_changes_nothing() -> None:
    history = given.history(given.calm_readings())
    sampled = replace(history, sample=SAMPLE * 3)

    assert reasons(sampled)["sample_not_calibrated"] == {
        "followers": 3,
        "platform": history.platform,
    }
    assert judged(sampled).decision is judged(history).decision

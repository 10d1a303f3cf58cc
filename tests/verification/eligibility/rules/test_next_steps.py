"""Every answer that is not yes says what to do, and when the account is judged again."""

from datetime import datetime
from typing import Any

import pytest

from shared.calendar import IsoWeek
from verification.eligibility.rules.next_steps import STEPS, next_run, next_steps
from verification.eligibility.rules.verdicts import Effect
from verification.eligibility.rules.wording import SENTENCES

WEEK = IsoWeek(2026, 47)
Told = list[tuple[str, dict[str, Any]]]


def test_every_reason_against_an_account_has_its_advice() -> None:
    against = {
        code
        for code, (effect, _) in SENTENCES.items()
        if effect in (Effect.LACKS, Effect.FAILS, Effect.DOUBTS)
    }

    assert against <= set(STEPS)


def test_a_short_history_hears_from_which_week_on_it_can_be_decided() -> None:
    (step,) = next_steps([("history_too_short", {"readings": 3, "needed": 8})], WEEK)

    assert step.code == "history_too_short"
    assert "5 bacaan lagi" in step.text.id
    assert "week 2026-W52" in step.text.en


def test_weeks_are_counted_over_the_end_of_a_year() -> None:
    (step,) = next_steps([("history_too_short", {"readings": 1, "needed": 8})], WEEK)

    assert "2027-W01" in step.text.en


def test_numbers_stand_in_both_languages() -> None:
    reasons: Told = [
        ("audience_below_minimum", {"missing": 7, "low": 1, "high": 2, "minimum": 9}),
        ("not_active", {"posts": 1, "weeks": 13, "needed": 3}),
        ("other_platforms_lacking", {"platforms": "x"}),
    ]

    steps = next_steps(reasons, WEEK)

    for step, number in zip(steps, ("7", "2", "x"), strict=True):
        assert number in step.text.id
        assert number in step.text.en


def test_the_same_advice_is_given_once() -> None:
    doubts: Told = [("growth_unexplained", {}), ("finding_open", {}), ("audience_uncertain", {})]

    assert [step.code for step in next_steps(doubts, WEEK)] == ["growth_unexplained"]


def test_who_is_eligible_has_nothing_to_do() -> None:
    assert [step.code for step in next_steps([("active", {"posts": 3})], WEEK)] == ["nothing_to_do"]


@pytest.mark.parametrize(
    ("now", "run"),
    [
        ("2026-11-22T19:59Z", "2026-11-22T20:00Z"),
        ("2026-11-22T20:00Z", "2026-11-29T20:00Z"),
        ("2026-11-24T12:00Z", "2026-11-29T20:00Z"),
        ("2026-11-29T19:00Z", "2026-11-29T20:00Z"),
    ],
)
def test_accounts_are_judged_again_on_monday_at_three_in_jakarta(now: str, run: str) -> None:
    assert next_run(datetime.fromisoformat(now)) == datetime.fromisoformat(run)

"""The criteria of 25 November 2019, one test per sentence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.verification import given
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.facts import canonical
from verification.eligibility.rules.verdicts import Decision, Interval, Verdict
from verification.eligibility.rules.wording import SENTENCES
from verification.findings.rules import NOTHING, Memory, Waiting
from verification.growth.rules.histories import History, Reading, SampledFollower
from verification.growth.rules.reference import shipped_reference
from verification.policies.rules import ANNOUNCED, Policy


def verdict(history: History, policy: Policy = ANNOUNCED) -> Verdict:
    return assess([history], policy=policy, reference=shipped_reference())[0]


def remembering(readings: list[Reading], memory: Memory) -> Verdict:
    """Judged with what earlier judgements and persons said."""
    history = given.history(readings)
    return assess(
        [history], policy=ANNOUNCED, reference=shipped_reference(), memories={history.id: memory}
    )[0]


def of(
    readings: list[Reading], *, platform: str = "instagram", as_of: date = given.WEEK
) -> Verdict:
    return verdict(given.history(readings, platform=platform, as_of=as_of))


def codes(judged: Verdict) -> set[str]:
    return {reason.code for reason in judged.reasons}


@pytest.mark.parametrize(
    ("audience", "decision"),
    [(499, Decision.NOT_YET), (500, Decision.ELIGIBLE), (501, Decision.ELIGIBLE)],
)
def test_five_hundred_are_enough(audience: int, decision: Decision) -> None:
    assert of(given.calm_readings(audience=audience)).decision == decision


def test_an_eligible_account_hears_why_with_numbers() -> None:
    judged = of(given.calm_readings())
    assert codes(judged) == {
        "audience_meets_minimum",
        "history_long_enough",
        "active",
        "growth_natural",
    }
    meets = judged.reasons[0]
    assert meets.numbers == {"low": 612, "high": 612, "minimum": 500}
    assert "612" in meets.text.id
    assert "612" in meets.text.en


def test_bought_followers_are_looked_at_by_a_person_and_never_refused_by_a_machine() -> None:
    judged = of(given.bought_readings(bought=300))
    assert judged.decision == Decision.REVIEW
    assert "growth_unexplained" in codes(judged)
    assert judged.real_audience is not None
    assert judged.real_audience.low < 650 < judged.real_audience.high == 912


def test_followers_that_left_again_are_not_subtracted_twice() -> None:
    purged = [
        replace(r, audience=r.audience - 250) if at >= 20 else r
        for at, r in enumerate(given.bought_readings(bought=300))
    ]
    judged = of(purged)
    assert "growth_lost_again" in codes(judged)
    assert judged.real_audience is not None
    assert 540 < judged.real_audience.low < judged.real_audience.high == 662


def test_an_audience_that_passes_only_with_doubtful_followers_is_uncertain() -> None:
    judged = of([replace(r, audience=r.audience - 200) for r in given.bought_readings(bought=300)])
    assert judged.decision == Decision.REVIEW
    assert {"audience_uncertain", "growth_unexplained"} <= codes(judged)


def test_too_few_followers_even_when_all_are_counted_is_not_yet() -> None:
    judged = of([replace(r, audience=r.audience - 500) for r in given.bought_readings(bought=300)])
    assert judged.decision == Decision.NOT_YET
    assert {"audience_below_minimum", "growth_unexplained"} <= codes(judged)


def test_seven_weeks_are_insufficient_and_every_other_finding_is_told_too() -> None:
    judged = of(given.calm_readings(audience=300, weeks=7))
    assert judged.decision == Decision.INSUFFICIENT_DATA
    assert {"history_too_short", "audience_below_minimum"} <= codes(judged)


def test_an_account_never_observed_is_insufficient_data() -> None:
    judged = of([])
    assert (judged.decision, judged.real_audience) == (Decision.INSUFFICIENT_DATA, None)


def test_old_readings_decide_nothing() -> None:
    judged = of(given.calm_readings(), as_of=given.WEEK + timedelta(weeks=5))
    assert "reading_too_old" in codes(judged)
    assert judged.decision == Decision.INSUFFICIENT_DATA


def test_a_silent_account_is_not_yet_active() -> None:
    silent = [replace(r, posts=0) for r in given.calm_readings()]
    assert "not_active" in codes(of(silent))
    assert of(silent).decision == Decision.NOT_YET


def test_unknown_posts_are_not_held_against_an_account_with_reactions() -> None:
    judged = of([replace(r, posts=None) for r in given.calm_readings()])
    assert "active_by_engagement" in codes(judged)
    assert judged.decision == Decision.ELIGIBLE


def test_nothing_known_of_activity_is_insufficient_data() -> None:
    judged = of([replace(r, posts=None, engagement=None) for r in given.calm_readings()])
    assert "activity_unknown" in codes(judged)
    assert judged.decision == Decision.INSUFFICIENT_DATA


def test_many_missed_weeks_ask_for_a_person_and_few_are_only_told() -> None:
    readings = given.calm_readings()
    assert "readings_missed" in codes(of(readings[:10] + readings[13:]))
    many = of(readings[:4] + readings[16:])
    assert "too_many_readings_missed" in codes(many)
    assert many.decision == Decision.REVIEW


def test_rounded_counts_ask_for_a_person() -> None:
    rounded = [
        Reading(week, 12_000 + 100 * (at // 3), 90.0, 2)
        for at, week in enumerate(given.weeks_before(given.WEEK, 26))
    ]
    assert "readings_rounded" in codes(of(rounded))


def test_a_platform_outside_the_policy_is_insufficient_data() -> None:
    judged = of(given.calm_readings(), platform="tiktok")
    assert "platform_not_in_policy" in codes(judged)
    assert judged.decision == Decision.INSUFFICIENT_DATA


def test_a_sample_without_calibration_is_told_to_be_unused() -> None:
    follower = SampledFollower(10, 900, 0, False, 0.5)
    judged = verdict(replace(given.history(given.calm_readings()), sample=(follower,)))
    assert "sample_not_calibrated" in codes(judged)
    assert judged.decision == Decision.ELIGIBLE


def test_thresholds_come_from_the_policy() -> None:
    strict = replace(ANNOUNCED, version="test", minimum_audience=613)
    judged = verdict(given.history(given.calm_readings()), strict)
    assert (judged.decision, judged.policy) == (Decision.NOT_YET, "test")


def test_the_hash_names_the_facts_and_nothing_else() -> None:
    history = given.history(given.calm_readings())
    other = replace(
        history, readings=(*history.readings[:-1], replace(history.readings[-1], audience=611))
    )
    assert canonical(history) == canonical(replace(history))
    assert verdict(history).input_sha256 != verdict(other).input_sha256


def test_an_open_finding_asks_for_a_person_although_growth_looks_natural_now() -> None:
    waiting = Memory(Waiting(date(2026, 9, 7), {date(2026, 8, 31): 100}, 0))
    judged = remembering(given.calm_readings(), waiting)
    assert judged.decision == Decision.REVIEW
    assert {"growth_natural", "finding_open"} <= codes(judged)
    assert judged.real_audience == Interval(512, 612)
    (reason,) = [r for r in judged.reasons if r.code == "finding_open"]
    assert reason.numbers == {"since": "2026-W37", "weeks": 1}
    assert "2026-W37" in reason.text.id
    assert "2026-W37" in reason.text.en


def test_weeks_a_person_has_looked_at_are_told_and_no_longer_doubted() -> None:
    looked_at = Memory(looked_at={given.WEEK - timedelta(weeks=9): date(2026, 11, 25)})
    judged = remembering(given.bought_readings(), looked_at)
    assert judged.decision == Decision.ELIGIBLE
    assert not judged.growth.flagged
    assert {"growth_reviewed", "growth_natural"} <= codes(judged)
    assert codes(judged).isdisjoint({"growth_unexplained", "finding_open"})
    assert judged.real_audience == Interval(912, 912)
    (reason,) = [r for r in judged.reasons if r.code == "growth_reviewed"]
    assert reason.numbers == {
        "weeks": 1,
        "first_week": "2026-W38",
        "reviewed_on": "2026-11-25",
    }


def test_a_flag_is_an_open_finding_at_once_where_there_is_memory() -> None:
    judged = remembering(given.bought_readings(), NOTHING)
    assert {"growth_unexplained", "finding_open"} <= codes(judged)


def test_a_file_has_no_memory() -> None:
    assert "finding_open" not in codes(of(given.bought_readings()))


def test_a_criterion_not_met_speaks_before_an_open_finding() -> None:
    waiting = Memory(Waiting(date(2026, 9, 7), {date(2026, 8, 31): 100}, 0))
    judged = remembering(given.calm_readings(audience=400), waiting)
    assert judged.decision == Decision.NOT_YET
    assert "finding_open" in codes(judged)


def test_the_hash_names_what_was_remembered() -> None:
    history = given.history(given.calm_readings())
    memories = [
        NOTHING,
        Memory(looked_at={date(2026, 8, 31): date(2026, 9, 1)}),
        Memory(looked_at={date(2026, 8, 31): date(2026, 9, 2)}),
        Memory(Waiting(date(2026, 9, 7), {date(2026, 8, 31): 100}, 0)),
        Memory(Waiting(date(2026, 9, 7), {date(2026, 8, 31): 100}, 1)),
        Memory(Waiting(date(2026, 9, 7), {date(2026, 8, 31): 101}, 0)),
    ]
    assert len({canonical(history, memory) for memory in memories}) == 6
    assert canonical(history, NOTHING) == canonical(history)


def test_no_sentence_accuses() -> None:
    for _, sentence in SENTENCES.values():
        for word in ("curang", "beli", "palsu", "cheat", "fake", "bought"):
            assert word not in sentence.id.lower()
            assert word not in sentence.en.lower()


def test_the_document_has_the_members_of_the_contract() -> None:
    document = document_of(of(given.bought_readings()))
    assert list(document) == [
        "id", "decision", "growth", "real_audience", "reasons", "policy", "model", "input_sha256",
    ]  # fmt: skip
    assert list(document["growth"]) == [
        "score", "p_value", "flagged", "flagged_weeks", "unexplained_gain",
    ]  # fmt: skip
    assert set(document["model"]) == {"name", "version", "sha256"}

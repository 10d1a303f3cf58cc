"""What each reason does to the decision, one by one."""

import pytest

from verification.eligibility.rules.verdicts import Decision, Effect, decision_from
from verification.eligibility.rules.wording import SENTENCES, because

EFFECTS = {
    "never_observed": "lacks",
    "platform_not_in_policy": "lacks",
    "history_long_enough": "supports",
    "history_too_short": "lacks",
    "reading_too_old": "lacks",
    "readings_missed": "informs",
    "too_many_readings_missed": "doubts",
    "readings_rounded": "doubts",
    "audience_meets_minimum": "supports",
    "audience_below_minimum": "fails",
    "audience_by_other_metric": "informs",
    "audience_uncertain": "doubts",
    "active": "supports",
    "active_by_engagement": "supports",
    "not_active": "fails",
    "activity_unknown": "lacks",
    "growth_natural": "supports",
    "growth_unexplained": "doubts",
    "finding_open": "doubts",
    "growth_reviewed": "informs",
    "growth_lost_again": "informs",
    "growth_event_declared": "informs",
    "growth_event_explains": "informs",
    "sample_not_calibrated": "informs",
    "other_platforms_lacking": "fails",
    "drawn_for_recheck": "informs",
}


def test_every_reason_has_the_effect_that_was_agreed() -> None:
    assert {code: effect.value for code, (effect, _) in SENTENCES.items()} == EFFECTS


def test_a_reason_carries_its_numbers_in_both_sentences() -> None:
    reason = because("readings_missed", missed=3, weeks=26)

    assert (reason.code, reason.effect, reason.numbers) == (
        "readings_missed",
        Effect.INFORMS,
        {"missed": 3, "weeks": 26},
    )
    assert reason.text.id.startswith("3 dari 26 pekan")
    assert reason.text.en.startswith("3 of 26 weeks")


@pytest.mark.parametrize(
    ("codes", "decision"),
    [
        (("never_observed", "not_active", "readings_rounded"), Decision.INSUFFICIENT_DATA),
        (("readings_rounded", "not_active"), Decision.NOT_YET),
        (("readings_rounded",), Decision.REVIEW),
        (("growth_event_declared",), Decision.ELIGIBLE),
        ((), Decision.ELIGIBLE),
    ],
)
def test_what_lacks_speaks_before_what_fails_and_that_before_doubt(
    codes: tuple[str, ...], decision: Decision
) -> None:
    places = dict.fromkeys(("posts", "weeks", "needed", "rounded_to"), 1)
    assert decision_from(tuple(because(code, **places) for code in codes)) is decision


def test_decisions_are_part_of_the_contract() -> None:
    assert [d.value for d in Decision] == ["eligible", "not_yet", "review", "insufficient_data"]

"""What the story holds time to: it may change the week of a verdict, and nothing else."""

import pytest

from local.story.steps.verification import core

VERDICT = {
    "decision": "review",
    "week": "2026-W47",
    "growth": {"score": 9.5, "p_value": 0.0001, "flagged": True},
    "reasons": [],
}


def test_another_week_is_the_same_judgement() -> None:
    assert core({**VERDICT, "week": "2026-W48"}) == core(VERDICT) == ("review", 9.5, 0.0001)


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "eligible"},
        {"growth": {"score": 9.4, "p_value": 0.0001, "flagged": True}},
        {"growth": {"score": 9.5, "p_value": 0.011, "flagged": True}},
    ],
)
def test_another_decision_score_or_p_value_is_not(change: dict[str, object]) -> None:
    assert core({**VERDICT, **change}) != core(VERDICT)

"""The document of a verdict, member by member, because others read and keep it."""

from dataclasses import replace
from datetime import date

from shared.language import Text
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.verdicts import Decision, Effect, Interval, Reason, Verdict
from verification.growth.rules.screened import NOT_JUDGED, FlaggedWeek, Model

VERDICT = Verdict(
    id="a",
    decision=Decision.REVIEW,
    growth=replace(
        NOT_JUDGED,
        score=7.5,
        p_value=0.001,
        flagged=True,
        flagged_weeks=(
            FlaggedWeek(date(2020, 12, 28), 40, 2),
            FlaggedWeek(date(2021, 1, 4), 60, 2),
        ),
    ),
    real_audience=Interval(500, 600),
    reasons=(Reason("finding_open", Effect.DOUBTS, Text("Ada", "There is"), {"gain": 100}),),
    policy="2019-11-25",
    model=Model("screen", "1.2.3", "ab12"),
    input_sha256="cd34",
)


def test_a_verdict_is_this_document() -> None:
    assert document_of(VERDICT) == {
        "id": "a",
        "decision": "review",
        "growth": {
            "score": 7.5,
            "p_value": 0.001,
            "flagged": True,
            "flagged_weeks": ["2020-W53", "2021-W01"],
            "unexplained_gain": 100,
        },
        "real_audience": {"low": 500, "high": 600},
        "reasons": [
            {
                "code": "finding_open",
                "text": {"id": "Ada", "en": "There is"},
                "numbers": {"gain": 100},
            }
        ],
        "policy": "2019-11-25",
        "model": {"name": "screen", "version": "1.2.3", "sha256": "ab12"},
        "input_sha256": "cd34",
    }


def test_an_unknown_audience_is_null() -> None:
    assert document_of(replace(VERDICT, real_audience=None))["real_audience"] is None

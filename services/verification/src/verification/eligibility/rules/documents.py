"""A verdict as plain JSON values: the one form in files, in the database and on the wire."""

from typing import Any

from shared.calendar import IsoWeek
from verification.eligibility.rules.verdicts import Reason, Verdict
from verification.growth.rules.screened import Screened


def document_of(verdict: Verdict) -> dict[str, Any]:
    """The output line of ``assess``."""
    interval = verdict.real_audience
    return {
        "id": verdict.id,
        "decision": verdict.decision.value,
        "growth": _growth(verdict.growth),
        "real_audience": interval and {"low": interval.low, "high": interval.high},
        "reasons": [_reason(reason) for reason in verdict.reasons],
        "policy": verdict.policy,
        "model": {
            "name": verdict.model.name,
            "version": verdict.model.version,
            "sha256": verdict.model.sha256,
        },
        "input_sha256": verdict.input_sha256,
    }


def _growth(growth: Screened) -> dict[str, Any]:
    return {
        "score": growth.score,
        "p_value": growth.p_value,
        "flagged": growth.flagged,
        "flagged_weeks": [str(IsoWeek.of(flag.week)) for flag in growth.flagged_weeks],
        "unexplained_gain": growth.unexplained_gain,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "code": reason.code,
        "text": {"id": reason.text.id, "en": reason.text.en},
        "numbers": dict(reason.numbers),
    }

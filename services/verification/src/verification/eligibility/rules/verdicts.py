"""What is decided, and the words for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.language import Text
from verification.growth.rules.screened import Model, Screened


class Decision(StrEnum):
    """Values are part of the public API. None of them says that somebody cheated."""

    ELIGIBLE = "eligible"
    NOT_YET = "not_yet"
    REVIEW = "review"
    INSUFFICIENT_DATA = "insufficient_data"


class Effect(StrEnum):
    """What a reason does to the decision."""

    SUPPORTS = "supports"
    INFORMS = "informs"
    LACKS = "lacks"
    FAILS = "fails"
    DOUBTS = "doubts"


Number = int | float | str
"""Weeks are labels such as ``2026-W05``; everything else counts or measures."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding with its numbers, in words anybody can check."""

    code: str
    effect: Effect
    text: Text
    numbers: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Interval:
    """Between how many and how many of the audience are taken as real."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision on one account, reproducible from the input that the hash names."""

    id: str
    decision: Decision
    growth: Screened
    real_audience: Interval | None
    reasons: tuple[Reason, ...]
    policy: str
    model: Model
    input_sha256: str


def decision_from(reasons: tuple[Reason, ...]) -> Decision:
    """Missing data speaks first, then a criterion not met, then doubt: a machine only doubts."""
    effects = {reason.effect for reason in reasons}
    if Effect.LACKS in effects:
        return Decision.INSUFFICIENT_DATA
    if Effect.FAILS in effects:
        return Decision.NOT_YET
    if Effect.DOUBTS in effects:
        return Decision.REVIEW
    return Decision.ELIGIBLE

"""Who may join a session and until when, how long a pass counts, which results contradict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

MOST_RESULTS = 500
JOIN_DAYS = 7
"""How many days after a session people may still say that they were there."""


class ResultRefusal(StrEnum):
    """Why one result of a list is refused. The values are part of the public API."""

    PARTICIPANT_UNKNOWN = "participant_unknown"
    TWICE_IN_REQUEST = "twice_in_request"
    RECORDED_OTHERWISE = "recorded_otherwise"


class CorrectionReason(StrEnum):
    """Why a result was set right; a code, so that nothing personal is written down."""

    ENTERED_WRONGLY = "entered_wrongly"
    ASSESSED_AGAIN = "assessed_again"
    OBJECTION_UPHELD = "objection_upheld"
    IRREGULARITY = "irregularity"


@dataclass(frozen=True, slots=True)
class Result:
    """Whether one participant passed."""

    participant_id: UUID
    passed: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """A list of results, sorted by what becomes of each."""

    new: tuple[Result, ...]
    unchanged: int
    refused: tuple[tuple[int, ResultRefusal], ...]


@dataclass(frozen=True, slots=True)
class TrainingPassed:
    """Officers passed a training, all at once."""

    officer_ids: tuple[UUID, ...]
    at: datetime


def may_join(held_on: date, today: date) -> bool:
    """From the day the session is announced until some days after it was held."""
    return today <= held_on + timedelta(days=JOIN_DAYS)


def certificate_until(held_on: date, *, passed: bool, days: int) -> date | None:
    """Last day a pass counts; a fail gives no certificate."""
    return held_on + timedelta(days=days) if passed else None


def sort_out(results: Sequence[Result], recorded: Mapping[UUID, bool | None]) -> Sorted:
    """Results for the participants of a session, compared with what was ``recorded`` before."""
    new, unchanged, refused = [], 0, []
    seen: set[UUID] = set()
    for index, result in enumerate(results):
        reason = _objection(result, recorded, seen)
        seen.add(result.participant_id)
        if reason:
            refused.append((index, reason))
        elif recorded[result.participant_id] is None:
            new.append(result)
        else:
            unchanged += 1
    return Sorted(tuple(new), unchanged, tuple(refused))


def _objection(
    result: Result, recorded: Mapping[UUID, bool | None], seen: set[UUID]
) -> ResultRefusal | None:
    if result.participant_id in seen:
        return ResultRefusal.TWICE_IN_REQUEST
    if result.participant_id not in recorded:
        return ResultRefusal.PARTICIPANT_UNKNOWN
    known = recorded[result.participant_id] in (None, result.passed)
    return None if known else ResultRefusal.RECORDED_OTHERWISE

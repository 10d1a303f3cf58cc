"""How long a passed training counts, and which results contradict one another."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

MOST_RESULTS = 500


class ResultRefusal(StrEnum):
    """Why one result of a list is refused. The values are part of the public API."""

    OFFICER_UNKNOWN = "officer_unknown"
    TWICE_IN_REQUEST = "twice_in_request"
    RECORDED_OTHERWISE = "recorded_otherwise"


@dataclass(frozen=True, slots=True)
class Result:
    """Whether one officer passed."""

    officer_id: UUID
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


def certificate_until(held_on: date, *, passed: bool, days: int) -> date | None:
    """Last day a pass counts; a fail gives no certificate."""
    return held_on + timedelta(days=days) if passed else None


def sort_out(results: list[Result], members: set[UUID], recorded: dict[UUID, bool]) -> Sorted:
    """Results for ``members``, compared with what was ``recorded`` before."""
    new, unchanged, refused = [], 0, []
    seen: set[UUID] = set()
    for index, result in enumerate(results):
        reason = _objection(result, members, recorded, seen)
        seen.add(result.officer_id)
        if reason:
            refused.append((index, reason))
        elif result.officer_id in recorded:
            unchanged += 1
        else:
            new.append(result)
    return Sorted(tuple(new), unchanged, tuple(refused))


def _objection(
    result: Result, members: set[UUID], recorded: dict[UUID, bool], seen: set[UUID]
) -> ResultRefusal | None:
    if result.officer_id in seen:
        return ResultRefusal.TWICE_IN_REQUEST
    if recorded.get(result.officer_id, result.passed) != result.passed:
        return ResultRefusal.RECORDED_OTHERWISE
    known = result.officer_id in members or result.officer_id in recorded
    return None if known else ResultRefusal.OFFICER_UNKNOWN

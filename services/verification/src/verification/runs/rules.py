"""The life of a run: queued, running, completed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class RunState(StrEnum):
    """Values are part of the public API."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class RunCompleted:
    """Every account of a run has its verdict."""

    run_id: UUID
    week: date


NEXT = {RunState.QUEUED: RunState.RUNNING, RunState.RUNNING: RunState.COMPLETED}
"""There is one way through, and none back."""


def remaining_seconds(
    due: int | None, scored: int, begun_at: datetime | None, now: datetime
) -> int | None:
    """At the pace so far; nothing while nobody can know."""
    if due is None or begun_at is None or not scored:
        return None
    return round((now - begun_at).total_seconds() / scored * (due - scored))


def may_become(state: RunState, wanted: RunState) -> bool:
    """Whether a run in ``state`` may go on to ``wanted``."""
    return NEXT.get(state) is wanted

"""The wire format of runs."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.calendar import IsoWeek
from shared.wire import Code, Count, Week, Wire
from verification.runs.rules import RunState, remaining_seconds
from verification.runs.tables import Run


class StartRun(Wire):
    """Which week to judge."""

    week: Week = Field(description="The readings up to this ISO week are judged.")


class RunOut(Wire):
    """A run and how far it has come."""

    id: UUID
    week: Week
    state: Literal[RunState.QUEUED, RunState.RUNNING, RunState.COMPLETED]
    due: Count | None = Field(description="Accounts to judge; empty until a worker has begun.")
    scored: Count = Field(description="Accounts judged so far; equals `due` in the end.")
    policy: Code
    requested_at: datetime
    begun_at: datetime | None
    remaining_seconds: int | None = Field(
        ge=0, description="At the pace so far; empty while nobody can know, 0 in the end."
    )
    completed_at: datetime | None

    @classmethod
    def of(cls, run: Run, now: datetime) -> "RunOut":
        """Copy the row onto the wire."""
        return cls(
            id=run.id,
            week=str(IsoWeek.of(run.week)),
            state=RunState(run.state),
            due=run.due,
            scored=run.scored,
            policy=run.policy,
            requested_at=run.requested_at,
            begun_at=run.begun_at,
            remaining_seconds=remaining_seconds(run.due, run.scored, run.begun_at, now),
            completed_at=run.completed_at,
        )

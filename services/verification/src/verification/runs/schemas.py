"""The wire format of runs."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from shared.wire import Code, Count, Week, Wire
from verification.growth.rules.histories import label_of
from verification.runs.tables import Run


class StartRun(Wire):
    """Which week to judge."""

    week: Week = Field(description="The readings up to this ISO week are judged.")


class RunOut(Wire):
    """A run and how far it has come."""

    id: UUID
    week: Week
    state: Literal["queued", "running", "completed"]
    due: Count | None = Field(description="Accounts to judge; empty until a worker has begun.")
    scored: Count = Field(description="Accounts judged so far; equals `due` in the end.")
    policy: Code
    requested_at: datetime
    completed_at: datetime | None

    @classmethod
    def from_row(cls, run: Run) -> "RunOut":
        """Copy the row onto the wire."""
        return cls.model_validate(
            {
                "id": run.id,
                "week": label_of(run.week),
                "state": run.state,
                "due": run.due,
                "scored": run.scored,
                "policy": run.policy,
                "requested_at": run.requested_at,
                "completed_at": run.completed_at,
            }
        )

"""The wire format of simulations."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from shared.calendar import IsoWeek
from shared.wire import Code, Count, Week, Wire
from verification.eligibility.rules.verdicts import Decision
from verification.simulations.rules import SimulationState, shown
from verification.simulations.tables import Simulation


class ChangeOut(Wire):
    """Accounts that would hear another answer."""

    platform: Code
    size: str = Field(max_length=20, description="Audience.", examples=["500-999"])
    before: Decision
    after: Decision
    accounts: Count | None = Field(description="Empty where there are fewer than 10.")


class SimulationOut(Wire):
    """What a draft would change, in numbers that show nobody."""

    id: UUID
    draft_id: UUID
    state: SimulationState
    week: Week = Field(description="The week judged by both.")
    compared_with: Code = Field(description="The policy of that week.")
    judged: Count = Field(description="Accounts judged so far.")
    changes: list[ChangeOut] = Field(max_length=5000)
    requested_at: datetime
    completed_at: datetime | None

    @classmethod
    def of(cls, row: Simulation) -> "SimulationOut":
        """Copy the row onto the wire, without small cells; while it runs no cell is told, because
        two looks at a growing count would show one account.
        """
        done = row.state == SimulationState.COMPLETED
        changes = shown(row.changes) if done else []
        return cls(
            id=row.id,
            draft_id=row.draft_id,
            state=SimulationState(row.state),
            week=str(IsoWeek.of(row.week)),
            compared_with=row.compared_with,
            judged=row.judged,
            changes=[
                ChangeOut(
                    platform=change.platform,
                    size=change.size,
                    before=Decision(change.before),
                    after=Decision(change.after),
                    accounts=change.accounts,
                )
                for change in changes
            ],
            requested_at=row.requested_at,
            completed_at=row.completed_at,
        )

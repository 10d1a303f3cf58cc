"""The wire format."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from registry.badges.badge.rules import BadgeState
from registry.badges.badge.tables import Badge
from registry.badges.measures.rules import (
    TOLD,
    TOLD_HIDDEN,
    SuspensionReason,
    SuspensionState,
)
from registry.badges.measures.tables import BadgeMeasure
from shared.faults import fault
from shared.wire import BilingualText, Code, Wire


def _written(value: object) -> object:
    """Days come as text, never as a number of seconds."""
    if isinstance(value, str | date):
        return value
    raise fault("not_a_day")


Case = Annotated[
    Code,
    Field(
        description="Id of a finding of verification, or of a report, on this very account.",
        examples=["5b8e6b0a-7c1d-4c55-8a57-0f4f4f2f9a10"],
    ),
]


class SuspendBadge(Wire):
    """Why a badge is paused, in which case, and when somebody looks again."""

    reason_code: SuspensionReason
    case: Case
    review_on: Annotated[date, BeforeValidator(_written)] = Field(
        description="Today at the earliest, within a year.", examples=["2026-12-31"]
    )


class ReinstateBadge(Wire):
    """In which case it was decided that the pause ends; a closed one will do."""

    case: Case


class SuspensionOut(Wire):
    """A suspension, for those who decide. Who decided first is not told."""

    id: UUID
    badge_id: UUID
    state: SuspensionState
    reason_code: SuspensionReason
    case: Code
    review_on: date
    decided_at: datetime
    lapses_at: datetime | None = Field(description="Unless confirmed before; else null.")
    confirmed_at: datetime | None
    lift_until: datetime | None = Field(
        description="While `lifting`: until when a second person may agree; else null."
    )
    version: int = Field(ge=1, description="For If-Match, in quotation marks.")

    @classmethod
    def of(cls, row: BadgeMeasure, now: datetime) -> "SuspensionOut":
        """Copy the row onto the wire, in whole seconds."""
        state = row.standing.now_is(now)
        return cls(
            id=row.id,
            badge_id=row.badge_id,
            state=state,
            reason_code=SuspensionReason(row.reason_code or ""),
            case=row.case,
            review_on=row.review_on,
            decided_at=row.decided_at.replace(microsecond=0),
            lapses_at=_deadline(row, state),
            confirmed_at=row.confirmed_at and row.confirmed_at.replace(microsecond=0),
            lift_until=_agreement_ends(row, state),
            version=row.version,
        )


class SuspensionList(Wire):
    """A page of suspensions that wait for a second person, to hold or to end."""

    items: list[SuspensionOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")


class ReviewedBadge(Wire):
    """A badge as a reviewer sees it after deciding."""

    id: UUID
    state: BadgeState
    version: int = Field(ge=1)
    suspension: SuspensionOut | None = Field(
        description="The one just decided, or the one that still holds; null when none does."
    )

    @classmethod
    def of(cls, row: Badge, suspension: SuspensionOut | None = None) -> "ReviewedBadge":
        """Copy the row onto the wire."""
        return cls(
            id=row.id, state=BadgeState(row.state), version=row.version, suspension=suspension
        )


class HeldAgainst(Wire):
    """The latest suspension of one's own badge, and what that means."""

    state: SuspensionState
    reason_code: SuspensionReason
    case: Code
    review_on: date
    lapses_at: datetime | None = Field(description="Unless a second person confirms; else null.")
    text: BilingualText

    @classmethod
    def of(cls, row: BadgeMeasure, now: datetime) -> "HeldAgainst":
        """Copy the row onto the wire; who decided is not told."""
        state = row.standing.now_is(now)
        hidden = state is SuspensionState.PROVISIONAL and row.standing.hidden
        told = TOLD_HIDDEN if hidden else TOLD[state]
        return cls(
            state=state,
            reason_code=SuspensionReason(row.reason_code or ""),
            case=row.case,
            review_on=row.review_on,
            lapses_at=_deadline(row, state),
            text=BilingualText(id=told.id, en=told.en),
        )


def _deadline(row: BadgeMeasure, state: SuspensionState) -> datetime | None:
    """Until when one person's decision suffices, while it does."""
    provisional = state is SuspensionState.PROVISIONAL and row.lapses_at is not None
    return row.lapses_at.replace(microsecond=0) if provisional and row.lapses_at else None


def _agreement_ends(row: BadgeMeasure, state: SuspensionState) -> datetime | None:
    """Until when the wish to end the pause waits for a second person."""
    lifting = state is SuspensionState.LIFTING
    return row.wish.ends_at.replace(microsecond=0) if lifting and row.wish else None

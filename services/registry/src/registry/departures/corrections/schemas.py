"""The wire format. Staff read what is wrong; who asks is told by nothing but their own words."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field as Described

from registry.departures.corrections.rules import CorrectionState, Field
from registry.departures.corrections.tables import Correction
from shared.wire import Flag, PublicLine, Wire

Right = Annotated[
    PublicLine,
    Described(
        description="What would be right. Your institution reads it: name yourself only if you want"
        " to, and never write a number of a person.",
        examples=["Saya PPPK, bukan PNS"],
    ),
]


class AskCorrection(Wire):
    """What is wrong, and what would be right."""

    field: Field
    right: Right


class AnswerCorrection(Wire):
    """Whether it was corrected, and why or why not."""

    corrected: Flag
    reason: PublicLine


class CorrectionOut(Wire):
    """A request and its answer."""

    id: UUID
    field: Field
    right: str = Described(max_length=200)
    state: CorrectionState
    asked_at: datetime
    due_at: datetime = Described(description="The answer is due 3 × 24 hours after the request.")
    answer: str | None = Described(max_length=200)
    answered_at: datetime | None

    @classmethod
    def of(cls, row: Correction) -> "CorrectionOut":
        """Copy the row onto the wire."""
        return cls(
            id=row.id,
            field=Field(row.field),
            right=row.right,
            state=CorrectionState(row.state),
            asked_at=row.asked_at,
            due_at=row.due_at,
            answer=row.answer,
            answered_at=row.answered_at,
        )


class OwnCorrections(Wire):
    """What you asked for, the newest first."""

    items: list[CorrectionOut] = Described(max_length=100)


class CorrectionList(Wire):
    """A page of requests, the one due first first."""

    items: list[CorrectionOut] = Described(max_length=100)
    next: str | None = Described(max_length=500, description="Cursor of the next page.")

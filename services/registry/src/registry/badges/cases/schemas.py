"""The wire format."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from registry.badges.cases.rules import ReportKind
from registry.badges.cases.tables import BadgeReport
from shared.wire import LongText, Wire


class ReportAccount(Wire):
    """What happened to an account that carries a badge."""

    kind: ReportKind
    text: LongText = Field(
        max_length=2000,
        description="What you saw, and where. Name no person and no number.",
        examples=["Sejak 3 November akun ini mengiklankan obat dan membalas dengan tautan asing."],
    )


class ReportOut(Wire):
    """A report, for those who decide. Who recorded it is not told."""

    id: UUID = Field(description="Goes into `case` of a suspension.")
    badge_id: UUID
    kind: ReportKind
    text: str = Field(max_length=2000, description="Empty a year later.")
    reported_at: datetime

    @classmethod
    def of(cls, row: BadgeReport) -> "ReportOut":
        """Copy the row onto the wire."""
        return cls(
            id=row.id,
            badge_id=row.badge_id,
            kind=ReportKind(row.kind),
            text=row.text,
            reported_at=row.reported_at.replace(microsecond=0),
        )


class ReportList(Wire):
    """A page of reports on one badge, in the order they were recorded."""

    items: list[ReportOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")

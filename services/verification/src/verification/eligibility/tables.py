"""Rows this feature owns. An assessment is both the task and, once decided, its outcome."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Index, LargeBinary, Text, false, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base

MOMENT = DateTime(timezone=True)


class Assessment(Base):
    """One account in one run: the key makes a second verdict impossible."""

    __tablename__ = "assessments"
    __table_args__ = (
        Index(
            "ix_assessments_undecided",
            "run_id",
            "account_id",
            postgresql_where=text("decided_at is null"),
        ),
        Index("ix_assessments_drawn", "week", "account_id", postgresql_where=text("drawn")),
        Index("ix_assessments_latest", "account_id", "week", "decided_at"),
    )

    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    week: Mapped[date] = mapped_column(Date)
    decision: Mapped[str | None] = mapped_column(Text)
    document: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """The verdict with all reasons, as ``assess`` writes it."""
    decided_at: Mapped[datetime | None] = mapped_column(MOMENT)
    valid_until: Mapped[datetime | None] = mapped_column(MOMENT)
    inputs: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The bytes that the document's ``input_sha256`` names, for as long as they are kept."""
    judged_by: Mapped[str | None] = mapped_column(Text)
    """``release/judgement`` of the program."""
    drawn: Mapped[bool] = mapped_column(server_default=false())
    """Whether chance sends the account to a person."""

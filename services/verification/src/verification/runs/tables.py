"""Rows this feature owns."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Date, DateTime, ForeignKey, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base

MOMENT = DateTime(timezone=True)


class Run(Base):
    """One judging of a week; at most one unfinished at a time for a week."""

    __tablename__ = "runs"
    __table_args__ = (
        Index(
            "uq_runs_unfinished_week",
            "week",
            unique=True,
            postgresql_where=text("state <> 'completed'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    week: Mapped[date] = mapped_column(Date, index=True)
    state: Mapped[str] = mapped_column(Text)
    policy: Mapped[str] = mapped_column(ForeignKey("policies.version"), index=True)
    due: Mapped[int | None] = mapped_column(Integer)
    """Accounts to judge; empty until the list is drawn."""
    scored: Mapped[int] = mapped_column(Integer)
    requested_by: Mapped[str | None] = mapped_column(Text)
    """``iss|sub``; empty for the weekly schedule."""
    requested_at: Mapped[datetime] = mapped_column(MOMENT)
    begun_at: Mapped[datetime | None] = mapped_column(MOMENT)
    """When the list was drawn."""
    completed_at: Mapped[datetime | None] = mapped_column(MOMENT)

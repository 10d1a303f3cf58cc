"""Rows this feature owns. They hang on the account's id in the registry, and follow the account
when it is linked anew under another one.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from shared.calendar import IsoWeek
from verification.findings.rules import FindingState
from verification.metadata import Base

MOMENT = DateTime(timezone=True)


class Finding(Base):
    """What one or more judgements flagged; at most one open at a time on an account."""

    __tablename__ = "findings"
    __table_args__ = (
        CheckConstraint(
            "num_nulls(closed_at, closed_by, closing_reason) in (0, 3)", name="closed_by_somebody"
        ),
        Index(
            "uq_findings_open_account",
            "account_id",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
        Index("ix_findings_account_id", "account_id"),
        Index("ix_findings_opened_at", "opened_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    """Raised by weeks that are added and by closing, so that nobody closes what they never saw."""
    account_id: Mapped[UUID]
    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"), index=True)
    """The run that opened it."""
    since: Mapped[date] = mapped_column(Date)
    """Monday of the week that run judged."""
    gains: Mapped[dict[str, int]] = mapped_column(JSONB)
    """Unexplained gain by Monday of the flagged week."""
    lost_again: Mapped[int] = mapped_column(BigInteger)
    score: Mapped[float] = mapped_column(Double)
    """The highest of the judgements that flagged."""
    p_value: Mapped[float] = mapped_column(Double)
    """The lowest of them."""
    policy: Mapped[str] = mapped_column(ForeignKey("policies.version"), index=True)
    model: Mapped[dict[str, Any]] = mapped_column(JSONB)
    opened_at: Mapped[datetime] = mapped_column(MOMENT)
    closed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    closed_by: Mapped[str | None] = mapped_column(Text)
    """``iss|sub`` of the reviewer; never in answers."""
    closing_reason: Mapped[str | None] = mapped_column(Text)

    @property
    def state(self) -> FindingState:
        """Whether it waits for a person."""
        return FindingState.OPEN if self.closed_at is None else FindingState.CLOSED

    @property
    def weeks(self) -> list[str]:
        """Labels of the flagged weeks, in order."""
        return [str(IsoWeek.of(date.fromisoformat(monday))) for monday in sorted(self.gains)]

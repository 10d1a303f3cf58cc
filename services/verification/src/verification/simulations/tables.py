"""Rows this feature owns."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import Date, DateTime, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base

MOMENT = DateTime(timezone=True)


class Simulation(Base):
    """One counting of what a draft would change; no account is named in it."""

    __tablename__ = "policy_simulations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("policy_drafts.id"), index=True)
    week: Mapped[date] = mapped_column(Date)
    """The week judged."""
    compared_with: Mapped[str] = mapped_column(ForeignKey("policies.version"), index=True)
    state: Mapped[str] = mapped_column(Text)
    reached: Mapped[UUID | None]
    """The last account counted: where a worker goes on."""
    judged: Mapped[int] = mapped_column(Integer)
    changes: Mapped[dict[str, int]] = mapped_column(JSONB)
    """``platform|size|before|after`` → accounts."""
    requested_by: Mapped[str] = mapped_column(Text)
    requested_at: Mapped[datetime] = mapped_column(MOMENT)
    completed_at: Mapped[datetime | None] = mapped_column(MOMENT)

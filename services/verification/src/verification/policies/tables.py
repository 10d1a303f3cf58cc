"""Rows this feature owns."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Date, DateTime, Double, Index, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base

MOMENT = DateTime(timezone=True)


class PolicyVersion(Base):
    """One dated set of criteria; rows are added, never changed."""

    __tablename__ = "policies"

    version: Mapped[str] = mapped_column(Text, primary_key=True)
    in_force_from: Mapped[date] = mapped_column(Date, unique=True)
    minimum_audience: Mapped[int] = mapped_column(Integer)
    minimum_weeks: Mapped[int] = mapped_column(Integer)
    reading_max_age_weeks: Mapped[int] = mapped_column(Integer)
    missed_share_limit: Mapped[float] = mapped_column(Double)
    activity_weeks: Mapped[int] = mapped_column(Integer)
    minimum_posts: Mapped[int] = mapped_column(Integer)
    growth_alpha: Mapped[float] = mapped_column(Double)
    validity_weeks: Mapped[int] = mapped_column(Integer)
    metrics: Mapped[dict[str, str]] = mapped_column(JSONB)
    minimums: Mapped[dict[str, int]] = mapped_column(JSONB)
    comparator: Mapped[str] = mapped_column(Text)
    accounts_needed: Mapped[str] = mapped_column(Text)
    recheck_share: Mapped[float] = mapped_column(Double)
    announced_at: Mapped[datetime] = mapped_column(MOMENT)


class PolicyDraft(Base):
    """Criteria somebody proposes; nobody is judged by them before another person announces them."""

    __tablename__ = "policy_drafts"
    __table_args__ = (Index("ix_policy_drafts_written_at", "written_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    criteria: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[str | None] = mapped_column(Text)
    """The policy that came of it."""
    simulated_at: Mapped[datetime | None] = mapped_column(MOMENT)
    written_by: Mapped[str] = mapped_column(Text)
    written_for: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Institutions of the writer."""
    written_at: Mapped[datetime] = mapped_column(MOMENT)
    decided_by: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(MOMENT)

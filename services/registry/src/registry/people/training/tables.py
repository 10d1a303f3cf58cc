"""Rows this feature owns, fenced by institution; a person may see their own results."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution
from registry.people.officers.tables import Officer


class TrainingSession(Base):
    """One course held for one institution."""

    __tablename__ = "training_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    course: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date]
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class TrainingResult(Base):
    """Whether one officer passed; a pass counts until ``valid_until``."""

    __tablename__ = "training_results"

    session_id: Mapped[UUID] = mapped_column(ForeignKey(TrainingSession.id), primary_key=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), primary_key=True, index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    passed: Mapped[bool]
    valid_until: Mapped[date | None]
    recorded_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

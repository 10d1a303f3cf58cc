"""Rows this feature owns, fenced by institution; a person may see their own places."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution
from registry.people.officers.tables import Officer


class TrainingSession(Base):
    """One course held for one institution; its code opens a place in it."""

    __tablename__ = "training_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    course: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date]
    join_code: Mapped[str] = mapped_column(Text, unique=True)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class TrainingParticipant(Base):
    """A numbered place in a session and its result; a pass counts until ``valid_until``.

    ``officer_id`` is emptied when the person is erased: the place stays, and is nobody's.
    """

    __tablename__ = "training_participants"
    __table_args__ = (
        UniqueConstraint("session_id", "place"),
        UniqueConstraint("session_id", "officer_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(ForeignKey(TrainingSession.id))
    place: Mapped[int]
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey(Officer.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    passed: Mapped[bool | None]
    valid_until: Mapped[date | None]
    recorded_by: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class TrainingCorrection(Base):
    """A result that was set right: what it was, what it became, and for which reason."""

    __tablename__ = "training_corrections"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey(TrainingParticipant.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    passed_before: Mapped[bool]
    passed: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    corrected_by: Mapped[str] = mapped_column(Text)
    corrected_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

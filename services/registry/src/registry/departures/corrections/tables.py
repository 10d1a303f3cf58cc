"""Rows this feature owns, fenced by institution and open to the person they speak of."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution
from registry.people.officers.tables import Officer

MOMENT = DateTime(timezone=True)


class Correction(Base):
    """What one officer says is wrong, and what the institution that provided it answered."""

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_institution_due_at_id", "institution", "due_at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code))
    field: Mapped[str] = mapped_column(Text)
    right: Mapped[str] = mapped_column("right_value", Text)
    state: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(MOMENT)
    due_at: Mapped[datetime] = mapped_column(MOMENT)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(MOMENT)

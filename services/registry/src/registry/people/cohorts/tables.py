"""Rows this feature owns, fenced by institution."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution


class Cohort(Base):
    """A group of people invited together, such as an intake of CPNS."""

    __tablename__ = "cohorts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    name: Mapped[str] = mapped_column(Text)
    starts_on: Mapped[date]
    expires_on: Mapped[date]
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

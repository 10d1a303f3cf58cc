"""Rows this feature owns, fenced by the badge's institution and open to its holder."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.badges.badge.tables import Badge
from registry.metadata import Base
from registry.people.institutions.tables import Institution


class BadgeMeasure(Base):
    """A suspension or a reinstatement: who decided it, in which case, and why. Never public."""

    __tablename__ = "badge_measures"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    badge_id: Mapped[UUID] = mapped_column(ForeignKey(Badge.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    act: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str | None] = mapped_column(Text)
    case: Mapped[str] = mapped_column("case_reference", Text)
    review_on: Mapped[date | None]
    decided_by: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

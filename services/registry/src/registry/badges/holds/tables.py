"""Rows this feature owns: keyed fingerprints only, so they outlive what is erased of a person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution


class Hold(Base):
    """While it is there, no badge comes to whom it recognises; gone once the pause is lifted."""

    __tablename__ = "badge_holds"
    __table_args__ = (Index("ix_badge_holds_fingerprint", "fingerprint"),)

    badge_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The badge that was paused; no foreign key, for the hold may outlive it."""
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    placed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

"""Rows this feature owns, fenced by institution."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.cohorts.tables import Cohort
from registry.people.institutions.tables import Institution


class Invitation(Base):
    """An open question to one person; only the newest of an institution counts.

    It is deleted when it expires and says nowhere whether it was accepted.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("institution", "fingerprint"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey(Cohort.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    category: Mapped[str] = mapped_column(Text)
    sealed_number: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    wrong_tries: Mapped[int] = mapped_column(default=0)
    expires_on: Mapped[date] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

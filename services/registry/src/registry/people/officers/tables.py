"""Rows this feature owns, fenced by institution and open to the person they speak of."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.cohorts.tables import Cohort
from registry.people.institutions.tables import Institution


class Officer(Base):
    """A civil servant in the programme; outside, only the random id is known."""

    __tablename__ = "officers"
    __table_args__ = (
        Index("ix_officers_institution_id", "institution", "id"),
        Index(
            "uq_officers_principal_in_programme",
            "principal",
            unique=True,
            postgresql_where=text("state <> 'withdrawn'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code))
    cohort_id: Mapped[UUID | None] = mapped_column(ForeignKey(Cohort.id), index=True)
    category: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    principal: Mapped[str | None] = mapped_column(Text, index=True)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    enrolled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(default=1)
    sealed_name: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The name the institution may see, while the person agrees to that."""


class OfficerNumber(Base):
    """A NIP or NI PPPK while it was carried: sealed, and found by its fingerprint.

    Unique among those who proved it by enrolling; what HR wrote down reserves nothing elsewhere.
    """

    __tablename__ = "officer_numbers"
    __table_args__ = (
        Index(
            "uq_officer_numbers_in_force",
            "fingerprint",
            unique=True,
            postgresql_where=text("valid_to is null and proven"),
        ),
        Index(
            "uq_officer_numbers_provisioned",
            "institution",
            "fingerprint",
            unique=True,
            postgresql_where=text("valid_to is null and not proven"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    kind: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    proven: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

"""Rows this feature owns, fenced by institution and open to the person they speak of."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution
from registry.people.officers.tables import Officer


class Consent(Base):
    """Proof that a person agreed to one purpose, in which words, when and how."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_live",
            "officer_id",
            "purpose",
            unique=True,
            postgresql_where=text("withdrawn_at is null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    purpose: Mapped[str] = mapped_column(Text)
    text_version: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Pledge(Base):
    """The integrity pledge as one person accepted it."""

    __tablename__ = "pledges"

    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), primary_key=True)
    version: Mapped[str] = mapped_column(Text, primary_key=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    text_sha256: Mapped[bytes] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(Text)
    accepted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

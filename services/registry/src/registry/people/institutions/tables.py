"""Rows this feature owns. Institutions are public facts; no row policy."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base


class Institution(Base):
    """An institution under its canonical code, such as ``klpd:K65``."""

    __tablename__ = "institutions"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(ForeignKey(code), index=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class InstitutionName(Base):
    """A name and the time it was borne; the open one is the present name."""

    __tablename__ = "institution_names"

    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), primary_key=True)
    valid_from: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    valid_to: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    name: Mapped[str] = mapped_column(Text)


class InstitutionCode(Base):
    """A code in one of the three systems and the time it was in force."""

    __tablename__ = "institution_codes"

    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), primary_key=True)
    system: Mapped[str] = mapped_column(Text, primary_key=True)
    valid_from: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    valid_to: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    code: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        Index(
            "uq_institution_codes_in_force",
            "system",
            "code",
            unique=True,
            postgresql_where=text("valid_to is null"),
        ),
    )

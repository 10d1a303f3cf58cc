"""Rows this feature owns: counts of whole platforms, nobody's own."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base


class AudienceBand(Base):
    """How many audiences of a platform ended near the minimum, in one run."""

    __tablename__ = "audience_bands"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("runs.id"), primary_key=True)
    platform: Mapped[str] = mapped_column(Text, primary_key=True)
    week: Mapped[date] = mapped_column(Date, index=True)
    below: Mapped[int] = mapped_column(Integer)
    within: Mapped[int] = mapped_column(Integer)
    above: Mapped[int] = mapped_column(Integer)

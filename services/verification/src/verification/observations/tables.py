"""Rows this feature owns. Row policies allow reading and adding, nothing else."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    Double,
    Integer,
    SmallInteger,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from verification.arrivals.tables import CHECKS
from verification.metadata import Base


class Observation(Base):
    """A reading, or why there is none, as its source told it; another value is another version.

    Key order is by week: batches land side by side on disk, and the table can be split by week
    later. No foreign key, because it would be checked per row.
    """

    __tablename__ = "observations"
    __table_args__ = tuple(CheckConstraint(sql, name=name) for name, sql in CHECKS.items())

    week: Mapped[date] = mapped_column(Date, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Text, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    audience: Mapped[int | None] = mapped_column(Integer)
    engagement: Mapped[float | None] = mapped_column(Double)
    posts: Mapped[int | None] = mapped_column(Integer)
    missed: Mapped[str | None] = mapped_column(Text)
    metric: Mapped[str | None] = mapped_column(Text)
    exact: Mapped[bool] = mapped_column(Boolean)
    assurance: Mapped[int] = mapped_column(SmallInteger)
    recorded_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Series(Base):
    """What stands of an account's last two years, a week an element: all that judging reads."""

    __tablename__ = "series"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(Date)
    """The week of the last element, which is a reading; weeks without one are empty."""
    audiences: Mapped[list[int | None]] = mapped_column(ARRAY(Integer))
    engagements: Mapped[list[float | None]] = mapped_column(ARRAY(Double))
    posts: Mapped[list[int | None]] = mapped_column(ARRAY(Integer))
    metrics: Mapped[list[str | None]] = mapped_column(ARRAY(Text))

"""Rows this feature owns. Row policies allow reading and adding, nothing else."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, DateTime, Double, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base


class Observation(Base):
    """A reading, or why there is none. Key order is by week: batches land side by side on disk,
    and the table can be split by week later. No foreign key, because it would be checked per row.
    """

    __tablename__ = "observations"
    __table_args__ = (
        CheckConstraint("extract(isodow from week) = 1", name="week_is_a_monday"),
        CheckConstraint("num_nonnulls(audience, missed) = 1", name="read_or_missed"),
        CheckConstraint("audience >= 0 and engagement >= 0 and posts >= 0", name="not_negative"),
    )

    week: Mapped[date] = mapped_column(Date, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    audience: Mapped[int | None] = mapped_column(Integer)
    engagement: Mapped[float | None] = mapped_column(Double)
    posts: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str | None] = mapped_column(Text)
    missed: Mapped[str | None] = mapped_column(Text)
    metric: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

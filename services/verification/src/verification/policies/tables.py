"""Rows this feature owns."""

from datetime import date

from sqlalchemy import Date, Double, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base


class PolicyVersion(Base):
    """One dated set of criteria; rows are added, never changed."""

    __tablename__ = "policies"

    version: Mapped[str] = mapped_column(Text, primary_key=True)
    in_force_from: Mapped[date] = mapped_column(Date, unique=True)
    minimum_audience: Mapped[int] = mapped_column(Integer)
    minimum_weeks: Mapped[int] = mapped_column(Integer)
    reading_max_age_weeks: Mapped[int] = mapped_column(Integer)
    missed_share_limit: Mapped[float] = mapped_column(Double)
    activity_weeks: Mapped[int] = mapped_column(Integer)
    minimum_posts: Mapped[int] = mapped_column(Integer)
    growth_alpha: Mapped[float] = mapped_column(Double)
    validity_weeks: Mapped[int] = mapped_column(Integer)
    metrics: Mapped[dict[str, str]] = mapped_column(JSONB)

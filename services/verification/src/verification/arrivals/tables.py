"""Rows this feature owns. Row policies allow reading and adding, and moving what has arrived."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base

CHECKS = {
    "week_is_a_monday": "extract(isodow from week) = 1",
    "read_or_missed": "num_nonnulls(audience, missed) = 1",
    "not_negative": "audience >= 0 and engagement >= 0 and posts >= 0",
}
"""What is true of every reading, arrived or settled."""

ARRIVALS = Table(
    "arrivals",
    Base.metadata,
    Column("week", Date, nullable=False),
    Column("account_id", Uuid, nullable=False),
    Column("audience", Integer),
    Column("engagement", Double),
    Column("posts", Integer),
    Column("source", Text, nullable=False),
    Column("missed", Text),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("metric", Text),
    Column("exact", Boolean, nullable=False),
    Column("assurance", SmallInteger, nullable=False),
    Column("batch", BigInteger, nullable=False),
    *(CheckConstraint(sql, name=name) for name, sql in CHECKS.items()),
)
"""Readings that have come and are not settled: without a key or an index, so that writing is cheap.

Settling moves them on in minutes; a read of an account looks here too.
"""


class Load(Base):
    """Which weeks a source has uploaded before: only these are compared while an upload waits."""

    __tablename__ = "loads"

    week: Mapped[date] = mapped_column(Date, primary_key=True)
    source: Mapped[str] = mapped_column(Text, primary_key=True)
    uploads: Mapped[int] = mapped_column(Integer)

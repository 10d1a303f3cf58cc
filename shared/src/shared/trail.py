"""Which of the staff saw rows about which person: written with the reading, shown to the person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import MetaData, Row, Table, delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from shared.caller import Caller
from shared.database import Session

KEPT_DAYS = 365
"""How long it can be asked who saw something."""

_MOMENT = sa.DateTime(timezone=True)


def accesses_table(metadata: MetaData) -> Table:
    """One row for each person shown to somebody else, however many stood in the answer."""
    return Table(
        "accesses",
        metadata,
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("person", sa.Uuid, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("reader_institutions", ARRAY(sa.Text), nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Index("ix_accesses_person_id", "person", "id"),
        sa.Index("ix_accesses_at", "at"),
    )


accesses = accesses_table(MetaData())


@dataclass(frozen=True, slots=True)
class Trail:
    """Who reads, in which request, and when."""

    caller: Caller
    request_id: str
    now: datetime

    async def note(self, session: Session, seen: str, people: Collection[UUID]) -> None:
        """Write that these people's rows are shown, in the transaction that reads them."""
        rows = [
            {
                "person": person,
                "reader": self.caller.principal,
                "reader_institutions": sorted(self.caller.institutions),
                "seen": seen,
                "request_id": self.request_id,
                "at": self.now,
            }
            for person in sorted(set(people))
        ]
        if rows:
            await session.execute(insert(accesses).inline(), rows)


async def page_of_accesses(
    session: Session, people: Collection[UUID] | None, *, after: tuple[int] | None, limit: int
) -> Sequence[Row[Any]]:
    """Who saw these people, or anybody, the oldest first; the row policies narrow it further."""
    statement = select(accesses)
    if people is not None:
        statement = statement.where(accesses.c.person.in_(people))
    if after is not None:
        statement = statement.where(accesses.c.id > after[0])
    return (await session.execute(statement.order_by(accesses.c.id).limit(limit))).all()


async def forget_accesses_to(session: Session, person: UUID) -> None:
    """Delete what was noted of one person."""
    await session.execute(delete(accesses).where(accesses.c.person == person))


async def forget_old_accesses(session: Session) -> None:
    """Delete what is older than ``KEPT_DAYS``."""
    limit = func.now() - text(f"interval '{KEPT_DAYS} days'")
    await session.execute(delete(accesses).where(accesses.c.at < limit))


def create_trail(op: ModuleType, *, own: str) -> None:
    """The table, which everybody may add to, and only the person and the system read.

    ``own`` is an SQL condition over ``current_setting('app.subject', true)``.
    """
    op.create_table(
        "accesses",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("person", sa.Uuid, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("reader_institutions", ARRAY(sa.Text), nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accesses"),
    )
    op.create_index("ix_accesses_at", "accesses", ["at"])
    op.create_index("ix_accesses_person_id", "accesses", ["person", "id"])
    everything = "current_setting('app.institutions', true) = '*'"
    theirs = f"case when {everything} then true else {own} end"
    op.execute("alter table accesses enable row level security")
    op.execute("alter table accesses force row level security")
    op.execute("create policy adding on accesses for insert with check (true)")
    op.execute(f"create policy own on accesses for select using ({theirs})")
    op.execute(f"create policy forgetting on accesses for delete using ({everything})")

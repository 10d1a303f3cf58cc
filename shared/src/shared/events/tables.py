"""The append-only event log and the cursors of those who follow a peer's log."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Identity, Index, MetaData, Table, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB, UUID

TYPE_PREFIX = "id.go.lencana."
"""Before each type on the wire; the log itself does without."""


def events_table(metadata: MetaData) -> Table:
    """Events; ``position`` is empty until the publisher has given it in commit order.

    ``person`` is whom a row tells of, by an opaque id; never published, emptied by ``forget``.
    """
    table = Table(
        "events",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("written", BigInteger, Identity(always=True), nullable=False),
        Column("position", BigInteger, unique=True),
        Column("type", Text, nullable=False),
        Column("subject", Text, nullable=False),
        Column("time", DateTime(timezone=True), nullable=False),
        Column("data", JSONB, nullable=False),
        Column("internal", Boolean, nullable=False),
        Column("actor", Text),
        Column("person", UUID(as_uuid=True)),
    )
    told_of = table.c.person.is_not(None)
    Index("ix_events_person", table.c.person, postgresql_where=told_of)
    Index("ix_events_unpublished", table.c.written, postgresql_where=sql("position is null"))
    return table


def cursors_table(metadata: MetaData) -> Table:
    """How far this service has applied each peer's feed, and how long that feed was."""
    return Table(
        "feed_cursors",
        metadata,
        Column("peer", Text, primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("head", BigInteger, nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
    )


_plumbing = MetaData()
events = events_table(_plumbing)
cursors = cursors_table(_plumbing)

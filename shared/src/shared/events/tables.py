"""The append-only event log and the cursors of those who follow a peer's log."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB, UUID

TYPE_PREFIX = "id.go.lencana."
"""Before each type on the wire; the log itself does without."""


def events_table(metadata: MetaData) -> Table:
    """Events; ``position`` is empty until the publisher has given it in commit order.

    ``person`` is whom a row tells of, by an opaque id; never published, emptied by ``forget``.
    ``trace`` is the W3C trace of what was being done: a random number, for services and auditors.
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
        Column("trace", Text),
    )
    told_of = table.c.person.is_not(None)
    Index("ix_events_person", table.c.person, postgresql_where=told_of)
    Index("ix_events_unpublished", table.c.written, postgresql_where=sql("position is null"))
    return table


def cursors_table(metadata: MetaData) -> Table:
    """How far this service has applied each peer's feed, and which feed that is.

    ``mark`` is the id of the event at ``position``: a feed that was restored and grew again has
    another one there. ``current_at`` is when nothing was left to apply, ``refused_at`` since when
    the peer tells another feed.
    """
    return Table(
        "feed_cursors",
        metadata,
        Column("peer", Text, primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("head", BigInteger, nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
        Column("mark", Text),
        Column("current_at", DateTime(timezone=True), nullable=False),
        Column("refused_at", DateTime(timezone=True)),
    )


def set_aside_table(metadata: MetaData) -> Table:
    """A peer's events that could not be applied: where they stand, and why; not what they say."""
    return Table(
        "set_aside_events",
        metadata,
        Column("peer", Text, primary_key=True),
        Column("position", BigInteger, primary_key=True),
        Column("event_id", UUID(as_uuid=True)),
        Column("type", Text, nullable=False),
        Column("reason", Text, nullable=False),
        Column("set_aside_at", DateTime(timezone=True), nullable=False),
        Column("tries", Integer, nullable=False),
    )


def heartbeats_table(metadata: MetaData) -> Table:
    """When a loop of this service's background work last came round."""
    return Table(
        "heartbeats",
        metadata,
        Column("name", Text, primary_key=True),
        Column("beat_at", DateTime(timezone=True), nullable=False),
    )


_plumbing = MetaData()
events = events_table(_plumbing)
cursors = cursors_table(_plumbing)
set_aside = set_aside_table(_plumbing)
heartbeats = heartbeats_table(_plumbing)

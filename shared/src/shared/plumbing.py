"""The tables every service has beside its own: events, cursors, stored answers, jobs."""

from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from sqlalchemy import MetaData
from sqlalchemy.dialects.postgresql import JSONB, UUID

from shared.blocked import blocked_table
from shared.events.tables import cursors_table, events_table, heartbeats_table, set_aside_table
from shared.migrations import run_script
from shared.trail import accesses_table
from shared.web.idempotency import idempotency_table

_JOBS = Path(__file__).parent / "pgqueuer_1_6_0.sql"
"""As PgQueuer writes it, but for its NOTIFY; kept so that this migration never changes."""

_MOMENT = sa.DateTime(timezone=True)
_APPEND_ONLY = """
create function events_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.position is null and new.position is not null
       and to_jsonb(old) - 'position' = to_jsonb(new) - 'position' then
        return new;
    end if;
    raise exception 'the event log is append-only';
end $$;
create trigger events_append_only before update or delete on events
    for each row execute function events_append_only();
"""


def declare_plumbing(metadata: MetaData) -> None:
    """Add the common tables to a service's catalogue."""
    events_table(metadata)
    cursors_table(metadata)
    set_aside_table(metadata)
    heartbeats_table(metadata)
    idempotency_table(metadata)
    accesses_table(metadata)
    blocked_table(metadata)


def create_plumbing(op: ModuleType) -> None:
    """What migration 0001 of every service does."""
    _create_events(op)
    _create_cursors(op)
    _create_answers(op)
    run_script(op, _APPEND_ONLY)
    run_script(op, _JOBS.read_text())


def _create_events(op: ModuleType) -> None:
    op.create_table(
        "events",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("written", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("position", sa.BigInteger),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("time", _MOMENT, nullable=False),
        sa.Column("data", JSONB, nullable=False),
        sa.Column("internal", sa.Boolean, nullable=False),
        sa.Column("actor", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("position", name="uq_events_position"),
    )
    unpublished = sa.text("position is null")
    op.create_index("ix_events_unpublished", "events", ["written"], postgresql_where=unpublished)


def _create_cursors(op: ModuleType) -> None:
    op.create_table(
        "feed_cursors",
        sa.Column("peer", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("head", sa.BigInteger, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("peer", name="pk_feed_cursors"),
    )


def _create_answers(op: ModuleType) -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("principal", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("principal", "key", name="pk_idempotency_keys"),
    )
    op.create_index("ix_idempotency_keys_recorded_at", "idempotency_keys", ["recorded_at"])


def drop_plumbing(op: ModuleType) -> None:
    """Undo ``create_plumbing``."""
    for table in ("events", "feed_cursors", "idempotency_keys"):
        op.drop_table(table)
    run_script(op, "drop function events_append_only()")
    run_script(op, _DROP_JOBS)


def watch_feeds(op: ModuleType) -> None:
    """What lets a cursor tell its age and its feed, and a bad event step aside."""
    op.add_column("feed_cursors", sa.Column("mark", sa.Text))
    now = sa.text("now()")
    op.add_column(
        "feed_cursors", sa.Column("current_at", _MOMENT, nullable=False, server_default=now)
    )
    op.add_column("feed_cursors", sa.Column("refused_at", _MOMENT))
    op.create_table(
        "set_aside_events",
        sa.Column("peer", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("event_id", UUID(as_uuid=True)),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("set_aside_at", _MOMENT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("peer", "position", name="pk_set_aside_events"),
    )
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("beat_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_heartbeats"),
    )
    op.execute("insert into heartbeats values ('publisher', now())")


def stop_watching_feeds(op: ModuleType) -> None:
    """Undo ``watch_feeds``."""
    for table in ("set_aside_events", "heartbeats"):
        op.drop_table(table)
    for column in ("mark", "current_at", "refused_at"):
        op.drop_column("feed_cursors", column)


_DROP_JOBS = """
drop table if exists pgqueuer, pgqueuer_log, pgqueuer_statistics, pgqueuer_schedules cascade;
drop type if exists pgqueuer_status, pgqueuer_statistics_status cascade;
"""

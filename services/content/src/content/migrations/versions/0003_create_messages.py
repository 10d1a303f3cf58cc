"""Create messages, their immutable versions, and the readings by those who clear."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from shared.migrations import fence_rows, run_script

revision = "0003"
down_revision = "0002"

FOUR_EYES = """
create function messages_keep_words() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger keep_words before update or delete on message_versions
    for each row execute function messages_keep_words();
create trigger keep_words before update or delete on readings
    for each row execute function messages_keep_words();

create function readings_not_by_author() returns trigger language plpgsql as $$
begin
    if new.verdict = 'clear' and exists (
        select from message_versions
        where message_id = new.message_id and author = new.reader
    ) then
        raise exception 'an author may not clear' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger not_by_author before insert on readings
    for each row execute function readings_not_by_author();

create function messages_cleared_by_two() returns trigger language plpgsql as $$
begin
    if new.state in ('cleared', 'released') and 2 > (
        select count(distinct readings.reader)
        from readings
        join message_versions using (message_id, version)
        where readings.message_id = new.id and readings.version = new.version
          and readings.verdict = 'clear'
          and readings.fingerprint = message_versions.fingerprint
    ) then
        raise exception 'two different people must clear' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger cleared_by_two before insert or update on messages
    for each row execute function messages_cleared_by_two();
"""
"""The second wall behind ``messages.rules``."""

STATES = "'draft', 'submitted', 'cleared_by_1', 'cleared', 'released', 'withdrawn', 'expired'"


def upgrade() -> None:
    """Create them, fenced by institution, with four eyes kept by the database too."""
    _create_messages()
    _create_versions()
    _create_readings()
    for table in ("messages", "message_versions", "readings"):
        fence_rows(op, table)
    run_script(op, FOUR_EYES)


def _create_messages() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "messages",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("released_at", moment),
        sa.Column("withdrawal_reason", sa.Text),
        sa.CheckConstraint(f"state in ({STATES})", "ck_messages_state_known"),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawal_reason is not null)",
            "ck_messages_withdrawal_has_reason",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index(
        "ix_messages_institution_created_at", "messages", ["institution", "created_at", "id"]
    )
    op.create_index(
        "ix_messages_to_clear",
        "messages",
        ["changed_at", "id"],
        postgresql_where=sa.text("state in ('submitted', 'cleared_by_1')"),
    )
    op.create_index(
        "ix_messages_to_expire",
        "messages",
        ["expires_at"],
        postgresql_where=sa.text("state = 'released'"),
    )


def _create_versions() -> None:
    op.create_table(
        "message_versions",
        sa.Column("message_id", UUID(as_uuid=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        sa.Column("audience_institutions", ARRAY(sa.Text), nullable=False),
        sa.Column("audience_platforms", ARRAY(sa.Text), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_message_versions_message_id"
        ),
        sa.PrimaryKeyConstraint("message_id", "version", name="pk_message_versions"),
    )


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("message_id", UUID(as_uuid=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict in ('clear', 'return')", "ck_readings_verdict_known"),
        sa.ForeignKeyConstraint(
            ["message_id", "version"],
            ["message_versions.message_id", "message_versions.version"],
            name="fk_readings_message_id_version",
        ),
        sa.PrimaryKeyConstraint("message_id", "version", "reader", "verdict", name="pk_readings"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("readings", "message_versions", "messages"):
        op.drop_table(table)
    for function in ("keep_words", "cleared_by_two"):
        run_script(op, f"drop function messages_{function}()")
    run_script(op, "drop function readings_not_by_author()")

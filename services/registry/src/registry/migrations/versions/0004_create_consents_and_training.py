"""Create consents, pledges, training sessions and results, fenced by institution."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import fence_rows

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)
OWN_OFFICER = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)


def upgrade() -> None:
    """Create them."""
    _create_consents()
    _create_pledges()
    _create_training()
    for table in ("consents", "pledges", "training_results"):
        fence_rows(op, table, own=OWN_OFFICER)
    fence_rows(op, "training_sessions")


def downgrade() -> None:
    """Drop them."""
    for table in ("training_results", "training_sessions", "pledges", "consents"):
        op.drop_table(table)


def _institution_of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["institution"], ["institutions.code"], name=f"fk_{table}_institution"
    )


def _officer_of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=f"fk_{table}_officer_id")


def _create_consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("text_version", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        _officer_of("consents"),
        _institution_of("consents"),
    )
    op.create_index("ix_consents_institution", "consents", ["institution"])
    op.create_index(
        "uq_consents_live",
        "consents",
        ["officer_id", "purpose"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )


def _create_pledges() -> None:
    op.create_table(
        "pledges",
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("text_sha256", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("officer_id", "version", name="pk_pledges"),
        _officer_of("pledges"),
        _institution_of("pledges"),
    )
    op.create_index("ix_pledges_institution", "pledges", ["institution"])


def _create_training() -> None:
    op.create_table(
        "training_sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("course", sa.Text, nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_training_sessions"),
        _institution_of("training_sessions"),
    )
    op.create_index("ix_training_sessions_institution", "training_sessions", ["institution"])
    op.create_table(
        "training_results",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("session_id", "officer_id", name="pk_training_results"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["training_sessions.id"], name="fk_training_results_session_id"
        ),
        _officer_of("training_results"),
        _institution_of("training_results"),
    )
    op.create_index("ix_training_results_officer_id", "training_results", ["officer_id"])
    op.create_index("ix_training_results_institution", "training_results", ["institution"])

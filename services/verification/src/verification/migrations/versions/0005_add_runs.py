"""Create runs and their assessments."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
VISIBLE = (
    "current_setting('app.institutions', true) = '*' or account_id in (select id from accounts)"
)


def upgrade() -> None:
    """Create them; assessments are fenced like the accounts they judge."""
    op.create_table(
        "runs",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("due", sa.Integer),
        sa.Column("scored", sa.Integer, nullable=False),
        sa.Column("requested_by", sa.Text),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(["policy"], ["policies.version"], name="fk_runs_policy"),
    )
    op.create_index("ix_runs_week", "runs", ["week"])
    op.create_index(
        "uq_runs_unfinished_week",
        "runs",
        ["week"],
        unique=True,
        postgresql_where=sa.text("state <> 'completed'"),
    )
    op.create_table(
        "assessments",
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("decision", sa.Text),
        sa.Column("document", JSONB),
        sa.Column("decided_at", MOMENT),
        sa.Column("valid_until", MOMENT),
        sa.PrimaryKeyConstraint("run_id", "account_id", name="pk_assessments"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_assessments_run_id"),
    )
    op.create_index(
        "ix_assessments_undecided",
        "assessments",
        ["run_id", "account_id"],
        postgresql_where=sa.text("decided_at is null"),
    )
    op.create_index("ix_assessments_latest", "assessments", ["account_id", "decided_at"])
    op.execute("alter table assessments enable row level security")
    op.execute("alter table assessments force row level security")
    op.execute(f"create policy fence on assessments using ({VISIBLE}) with check ({VISIBLE})")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("assessments")
    op.drop_table("runs")

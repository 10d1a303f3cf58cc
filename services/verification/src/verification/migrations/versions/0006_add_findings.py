"""Create findings: what a flag asked a person to look at."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
VISIBLE = (
    "current_setting('app.institutions', true) = '*' or account_id in (select id from accounts)"
)


def upgrade() -> None:
    """Create the table, fenced like the accounts it speaks of."""
    op.create_table(
        "findings",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("gains", JSONB, nullable=False),
        sa.Column("lost_again", sa.Integer, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("p_value", sa.Double, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("model", JSONB, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.Text),
        sa.Column("closing_reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_findings_run_id"),
        sa.ForeignKeyConstraint(["policy"], ["policies.version"], name="fk_findings_policy"),
        sa.CheckConstraint(
            "num_nulls(closed_at, closed_by, closing_reason) in (0, 3)", name="closed_by_somebody"
        ),
    )
    op.create_index(
        "uq_findings_open_account",
        "findings",
        ["account_id"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_index("ix_findings_account_id", "findings", ["account_id"])
    op.create_index("ix_findings_opened_at", "findings", ["opened_at", "id"])
    op.execute("alter table findings enable row level security")
    op.execute("alter table findings force row level security")
    op.execute(f"create policy fence on findings using ({VISIBLE}) with check ({VISIBLE})")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("findings")

"""Let policies be drafted, simulated and announced."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shared.migrations import let_serving

revision = "0017"
down_revision = "0016"

MOMENT = sa.DateTime(timezone=True)
ADDED = (
    ("minimums", JSONB, "{}"),
    ("comparator", sa.Text, ">="),
    ("accounts_needed", sa.Text, "any"),
    ("recheck_share", sa.Double, "0"),
    ("announced_at", MOMENT, "2019-11-25T00:00:00+07:00"),
)


def upgrade() -> None:
    """Add what a policy may say, drafts, and their simulations."""
    for name, kind, default in ADDED:
        column = sa.Column(name, kind, nullable=False, server_default=default)
        op.add_column("policies", column)
    let_serving(op, "policies", "select", "insert")
    op.create_table(
        "policy_drafts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("criteria", JSONB, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Text),
        sa.Column("simulated_at", MOMENT),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_for", ARRAY(sa.Text), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_policy_drafts"),
    )
    op.create_index("ix_policy_drafts_written_at", "policy_drafts", ["written_at", "id"])
    op.create_table(
        "policy_simulations",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("draft_id", sa.Uuid, nullable=False),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("compared_with", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reached", sa.Uuid),
        sa.Column("judged", sa.Integer, nullable=False),
        sa.Column("changes", JSONB, nullable=False),
        sa.Column("requested_by", sa.Text, nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_policy_simulations"),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["policy_drafts.id"], name="fk_policy_simulations_draft_id"
        ),
        sa.ForeignKeyConstraint(
            ["compared_with"], ["policies.version"], name="fk_policy_simulations_compared_with"
        ),
    )
    op.create_index("ix_policy_simulations_draft_id", "policy_simulations", ["draft_id"])
    op.create_index("ix_policy_simulations_compared_with", "policy_simulations", ["compared_with"])


def downgrade() -> None:
    """As it was."""
    op.drop_table("policy_simulations")
    op.drop_table("policy_drafts")
    let_serving(op, "policies", "select")
    for name, _, _ in ADDED:
        op.drop_column("policies", name)

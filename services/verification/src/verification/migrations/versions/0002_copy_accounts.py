"""Create the copies of the registry's officers and accounts."""

import sqlalchemy as sa
from alembic import op

from shared.migrations import fence_rows

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create them, fenced by institution; a person sees what is theirs."""
    op.create_table(
        "officers",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("institution", sa.Text),
        sa.Column("principal", sa.Text),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("stopped", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
    )
    op.create_index("ix_officers_principal", "officers", ["principal"])
    fence_rows(op, "officers", own="principal = current_setting('app.subject', true)")
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("officer_id", sa.Uuid),
        sa.Column("institution", sa.Text),
        sa.Column("platform", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("linked", sa.Boolean, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.CheckConstraint(
            "not linked or num_nulls(officer_id, institution, platform, url) = 0",
            name="known_while_linked",
        ),
    )
    op.create_index("ix_accounts_officer_id", "accounts", ["officer_id"])
    mine = "select id from officers where principal = current_setting('app.subject', true)"
    fence_rows(op, "accounts", own=f"officer_id in ({mine})")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("accounts")
    op.drop_table("officers")

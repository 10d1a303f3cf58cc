"""Index accounts by the platform's number, unlinked ones too: a relinked one is known again."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create it."""
    op.create_index("ix_accounts_number", "accounts", ["platform", "platform_account_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_accounts_number", "accounts")

"""Keep who is blocked: tokens of those are refused, whoever issued them."""

from alembic import op

from shared.blocked import create_blocked

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create it."""
    create_blocked(op)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("blocked_principals")

"""Create the tables every service has: events, cursors, stored answers, jobs."""

from alembic import op

from shared.plumbing import create_plumbing, drop_plumbing

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create them."""
    create_plumbing(op)


def downgrade() -> None:
    """Drop them."""
    drop_plumbing(op)

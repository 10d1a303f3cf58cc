"""Let a cursor tell its age and its feed, and a bad event step aside."""

from alembic import op

from shared.plumbing import stop_watching_feeds, watch_feeds

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the columns and tables."""
    watch_feeds(op)


def downgrade() -> None:
    """Drop them."""
    stop_watching_feeds(op)

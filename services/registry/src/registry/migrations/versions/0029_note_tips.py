"""Note when a tip had an account looked at, so that tips are bounded and go first."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """One column."""
    op.add_column("account_sightings", sa.Column("tipped_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Tips are answered by the next look."""
    op.drop_column("account_sightings", "tipped_at")

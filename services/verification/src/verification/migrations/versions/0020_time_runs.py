"""Keep when a run began, so that its remaining time can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Runs of before do not say."""
    op.add_column("runs", sa.Column("begun_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """As it was."""
    op.drop_column("runs", "begun_at")

"""Say of a reading what it counted, when its source says."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column."""
    op.add_column("observations", sa.Column("metric", sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("observations", "metric")

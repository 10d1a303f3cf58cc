"""Let an event carry the trace of the request or job that made it."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Add the column, empty for what happened before."""
    op.add_column("events", sa.Column("trace", sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("events", "trace")

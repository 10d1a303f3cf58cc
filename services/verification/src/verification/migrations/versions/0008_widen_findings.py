"""Losses are sums, which an integer may not hold."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Room for what absurd readings add up to."""
    op.alter_column("findings", "lost_again", type_=sa.BigInteger)


def downgrade() -> None:
    """Back to integers."""
    op.alter_column("findings", "lost_again", type_=sa.Integer)

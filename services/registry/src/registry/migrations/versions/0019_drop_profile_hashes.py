"""Drop the hash of the profile a proof rested on: personal data that nothing reads."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Drop it."""
    op.drop_column("accounts", "profile_sha256")


def downgrade() -> None:
    """An empty one."""
    op.add_column("accounts", sa.Column("profile_sha256", sa.Text))

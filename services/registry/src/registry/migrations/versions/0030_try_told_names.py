"""Keep the new name a holder tells until a look has tried it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """One column."""
    op.add_column("account_sightings", sa.Column("told_name", sa.Text))


def downgrade() -> None:
    """Whoever told a name tells it again."""
    op.drop_column("account_sightings", "told_name")

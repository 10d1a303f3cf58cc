"""Count audiences near the minimum, platform by platform."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Create it."""
    op.create_table(
        "audience_bands",
        sa.Column("run_id", sa.Uuid, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("below", sa.Integer, nullable=False),
        sa.Column("within", sa.Integer, nullable=False),
        sa.Column("above", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "platform", name="pk_audience_bands"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_audience_bands_run_id"),
    )
    op.create_index("ix_audience_bands_week", "audience_bands", ["week"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("audience_bands")

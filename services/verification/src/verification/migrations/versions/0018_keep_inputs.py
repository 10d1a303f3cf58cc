"""Keep what a verdict went by, so that it can be made again."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Verdicts of before have none."""
    op.add_column("assessments", sa.Column("inputs", sa.LargeBinary))
    op.add_column(
        "assessments", sa.Column("drawn", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_index(
        "ix_assessments_drawn",
        "assessments",
        ["week", "account_id"],
        postgresql_where=sa.text("drawn"),
    )


def downgrade() -> None:
    """As it was."""
    op.drop_column("assessments", "drawn")
    op.drop_column("assessments", "inputs")

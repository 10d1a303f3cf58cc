"""Findings have a version, and the newest week judged is an account's latest decision."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Count the changes of a finding; order decisions by week before the moment."""
    op.add_column("findings", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.drop_index("ix_assessments_latest", "assessments")
    op.create_index("ix_assessments_latest", "assessments", ["account_id", "week", "decided_at"])


def downgrade() -> None:
    """Order by the moment alone, and count nothing."""
    op.drop_index("ix_assessments_latest", "assessments")
    op.create_index("ix_assessments_latest", "assessments", ["account_id", "decided_at"])
    op.drop_column("findings", "version")

"""Keep which release of the program judged."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Verdicts of before do not say."""
    op.add_column("assessments", sa.Column("judged_by", sa.Text))


def downgrade() -> None:
    """As it was."""
    op.drop_column("assessments", "judged_by")

"""Keep a trail of who of the staff saw whom."""

from alembic import op

from shared.trail import create_trail

revision = "0013"
down_revision = "0012"

OWN = (
    "person in (select id from officers"
    " where principal = nullif(current_setting('app.subject', true), ''))"
)


def upgrade() -> None:
    """Create it."""
    create_trail(op, own=OWN)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("accesses")

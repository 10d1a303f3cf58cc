"""Let those who serve write only what they change."""

from alembic import op

from shared.migrations import EVERYTHING, let_serving

revision = "0010"
down_revision = "0009"

MAY = {
    "alembic_version": ("select",),
    "events": ("select", "insert", "update (position)"),
    "message_versions": ("select", "insert"),
    "readings": ("select", "insert"),
}


def upgrade() -> None:
    """Take away what nothing uses."""
    for table, privileges in MAY.items():
        let_serving(op, table, *privileges)


def downgrade() -> None:
    """As it was."""
    for table in MAY:
        let_serving(op, table, *EVERYTHING)

"""Let those who serve write only what they change, and index foreign keys."""

from alembic import op

from shared.migrations import EVERYTHING, let_serving

revision = "0026"
down_revision = "0025"

MAY = {
    "alembic_version": ("select",),
    "events": ("select", "insert", "update (position)"),
    "signing_keys": ("select", "insert"),
    "badge_measures": ("select", "insert", "update"),
}


def upgrade() -> None:
    """Take away what nothing uses."""
    for table, privileges in MAY.items():
        let_serving(op, table, *privileges)
    op.create_index("ix_consents_officer_id", "consents", ["officer_id"])


def downgrade() -> None:
    """As it was."""
    op.drop_index("ix_consents_officer_id", "consents")
    for table in MAY:
        let_serving(op, table, *EVERYTHING)

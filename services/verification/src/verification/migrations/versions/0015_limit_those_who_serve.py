"""Let those who serve write only what they change, and index foreign keys."""

from alembic import op

from shared.migrations import EVERYTHING, let_serving

revision = "0015"
down_revision = "0014"

MAY = {
    "alembic_version": ("select",),
    "events": ("select", "insert", "update (position)"),
    "policies": ("select",),
}


def upgrade() -> None:
    """Take away what nothing uses."""
    for table, privileges in MAY.items():
        let_serving(op, table, *privileges)
    op.create_index("ix_findings_policy", "findings", ["policy"])
    op.create_index("ix_findings_run_id", "findings", ["run_id"])
    op.create_index("ix_runs_policy", "runs", ["policy"])


def downgrade() -> None:
    """As it was."""
    op.drop_index("ix_findings_policy", "findings")
    op.drop_index("ix_findings_run_id", "findings")
    op.drop_index("ix_runs_policy", "runs")
    for table in MAY:
        let_serving(op, table, *EVERYTHING)

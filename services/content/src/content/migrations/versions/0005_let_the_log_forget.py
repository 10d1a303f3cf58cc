"""Let the event log forget a person: the rows about them become tombstones."""

from alembic import op

from shared.events.forgetting import let_the_log_forget, let_the_log_remember

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column and the routine."""
    let_the_log_forget(op)


def downgrade() -> None:
    """Take them away."""
    let_the_log_remember(op)

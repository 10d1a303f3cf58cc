"""Let the event log forget a person: the rows about them become tombstones."""

from alembic import op

from shared.events.forgetting import let_the_log_forget, let_the_log_remember

revision = "0014"
down_revision = "0013"

WHOSE = (
    "coalesce((data ->> 'officer_id')::uuid,"
    " (select officer_id from accounts where accounts.id = (data ->> 'account_id')::uuid))"
)


def upgrade() -> None:
    """Add the column and the routine."""
    op.execute("select set_config('app.institutions', '*', true)")
    let_the_log_forget(op, whose=WHOSE)


def downgrade() -> None:
    """Take them away."""
    let_the_log_remember(op)

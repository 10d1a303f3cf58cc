"""Let readings be erased, and only by a statement that says that this is what it does."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the one policy under which a reading can be deleted."""
    op.execute(
        "create policy erasing on observations for delete"
        " using (current_setting('app.erasing', true) = 'yes')"
    )


def downgrade() -> None:
    """Take it away."""
    op.execute("drop policy erasing on observations")

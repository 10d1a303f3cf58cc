"""Create the requests of people for corrections, and the answers."""

import sqlalchemy as sa
from alembic import op

from shared.migrations import fence_rows

revision = "0023"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True)
OWN = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)


def upgrade() -> None:
    """Create them, fenced by institution and open to the person."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("officer_id", sa.Uuid, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("right_value", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("answered_by", sa.Text),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name="fk_corrections_officer_id"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_corrections_institution"
        ),
        sa.CheckConstraint(
            "state in ('open', 'corrected', 'refused')", name="ck_corrections_state"
        ),
    )
    op.create_index("ix_corrections_officer_id", "corrections", ["officer_id"])
    op.create_index(
        "ix_corrections_institution_due_at_id", "corrections", ["institution", "due_at", "id"]
    )
    fence_rows(op, "corrections", own=OWN)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("corrections")

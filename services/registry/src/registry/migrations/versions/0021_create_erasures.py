"""Create erasures and the receipts of the other services."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

MOMENT = sa.DateTime(timezone=True)
OWN = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)
THEIRS = "erasure_id in (select id from erasures)"
EVERYTHING = "current_setting('app.institutions', true) = '*'"


def upgrade() -> None:
    """Create them; no institution sees who leaves, only the person and the registry itself."""
    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("officer_id", sa.Uuid, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("receipt_hash", sa.LargeBinary, nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("erased_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
        sa.UniqueConstraint("officer_id", name="uq_erasures_officer_id"),
        sa.UniqueConstraint("receipt_hash", name="uq_erasures_receipt_hash"),
        sa.CheckConstraint("cause in ('asked', 'withdrawn')", name="ck_erasures_cause"),
    )
    undone = sa.text("erased_at is null")
    op.create_index("ix_erasures_due", "erasures", ["due_at"], postgresql_where=undone)
    op.create_index("ix_erasures_requested_at_id", "erasures", ["requested_at", "id"])
    op.create_table(
        "erasure_receipts",
        sa.Column("erasure_id", sa.Uuid, nullable=False),
        sa.Column("peer", sa.Text, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("erasure_id", "peer", name="pk_erasure_receipts"),
        sa.ForeignKeyConstraint(
            ["erasure_id"], ["erasures.id"], name="fk_erasure_receipts_erasure_id"
        ),
    )
    for table, visible in (("erasures", OWN), ("erasure_receipts", THEIRS)):
        condition = f"case when {EVERYTHING} then true else {visible} end"
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy fence on {table} using ({condition})")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("erasure_receipts")
    op.drop_table("erasures")

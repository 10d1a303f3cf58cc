"""Create what the public may read: messages as they were released."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from shared.migrations import run_script

revision = "0004"
down_revision = "0003"

WALLS = """
alter table publications enable row level security;
alter table publications force row level security;
create policy everybody_reads on publications for select using (true);
create policy institution_writes on publications using (
    current_setting('app.institutions', true) = '*'
    or institution = any(string_to_array(current_setting('app.institutions', true), ','))
);
"""


def upgrade() -> None:
    """Create them: everybody reads, only the institution writes."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "publications",
        sa.Column("message_id", UUID(as_uuid=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("institution_name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("audience_institutions", ARRAY(sa.Text), nullable=False),
        sa.Column("audience_platforms", ARRAY(sa.Text), nullable=False),
        sa.Column("released_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("withdrawn_at", moment),
        sa.Column("withdrawal_reason", sa.Text),
        sa.Column("updated_at", moment, nullable=False),
        sa.CheckConstraint("label <> ''", "ck_publications_label_stands"),
        sa.CheckConstraint(
            "(withdrawn_at is null) = (withdrawal_reason is null)",
            "ck_publications_withdrawal_has_reason",
        ),
        sa.PrimaryKeyConstraint("message_id", name="pk_publications"),
    )
    op.create_index("ix_publications_newest", "publications", ["updated_at", "message_id"])
    op.create_index(
        "ix_publications_of_channel", "publications", ["channel", "updated_at", "message_id"]
    )
    run_script(op, WALLS)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("publications")

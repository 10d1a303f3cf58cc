"""Create observations: added to and read, never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

VISIBLE = (
    "current_setting('app.institutions', true) = '*' or account_id in (select id from accounts)"
)


def upgrade() -> None:
    """Create the table; without a policy for update and delete, row security refuses both."""
    op.create_table(
        "observations",
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("audience", sa.Integer),
        sa.Column("engagement", sa.Double),
        sa.Column("posts", sa.Integer),
        sa.Column("source", sa.Text),
        sa.Column("missed", sa.Text),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("week", "account_id", name="pk_observations"),
        sa.CheckConstraint("extract(isodow from week) = 1", name="week_is_a_monday"),
        sa.CheckConstraint("num_nonnulls(audience, missed) = 1", name="read_or_missed"),
        sa.CheckConstraint("audience >= 0 and engagement >= 0 and posts >= 0", name="not_negative"),
    )
    op.execute("alter table observations enable row level security")
    op.execute("alter table observations force row level security")
    op.execute(f"create policy reading on observations for select using ({VISIBLE})")
    op.execute(f"create policy adding on observations for insert with check ({VISIBLE})")


def downgrade() -> None:
    """Drop it."""
    op.drop_table("observations")

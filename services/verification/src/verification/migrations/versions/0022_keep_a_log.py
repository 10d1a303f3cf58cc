"""Keep readings as a log: they arrive without a key, are settled in order, and are rolled."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

VISIBLE = (
    "case when current_setting('app.institutions', true) = '*' then true"
    " else account_id in (select id from accounts) end"
)
SETTLING = "current_setting('app.settling', true) = 'yes'"
ERASING = "current_setting('app.erasing', true) = 'yes'"


def upgrade() -> None:
    """What stands becomes the first version of what its source told."""
    op.add_column("observations", sa.Column("version", sa.Integer, server_default="1"))
    op.add_column("observations", sa.Column("exact", sa.Boolean, server_default=sa.true()))
    op.add_column("observations", sa.Column("assurance", sa.SmallInteger, server_default="4"))
    op.execute("alter table observations no force row level security")
    op.execute("update observations set source = 'unnamed' where source is null")
    op.execute("update observations set assurance = 5 where source = 'registry'")
    op.execute("alter table observations force row level security")
    for name in ("version", "exact", "assurance", "source"):
        op.alter_column("observations", name, nullable=False, server_default=None)
    op.drop_constraint("pk_observations", "observations")
    op.create_primary_key("pk_observations", "observations", KEY)
    _create_arrivals()
    _create_series()
    op.create_table(
        "loads",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("uploads", sa.Integer, nullable=False),
    )


KEY = ["week", "account_id", "source", "version"]


def _create_arrivals() -> None:
    op.execute("create table arrivals (like observations)")
    op.drop_column("arrivals", "version")
    op.execute("create sequence batches")
    op.add_column("arrivals", sa.Column("batch", sa.BigInteger, nullable=False))
    for name in ("week_is_a_monday", "read_or_missed", "not_negative"):
        op.create_check_constraint(name, "arrivals", CHECKS[name])
    op.execute("alter table arrivals enable row level security")
    op.execute("alter table arrivals force row level security")
    op.execute(f"create policy reading on arrivals for select using ({VISIBLE})")
    op.execute(f"create policy adding on arrivals for insert with check ({VISIBLE})")
    op.execute(f"create policy moving on arrivals for delete using ({SETTLING} or {ERASING})")


CHECKS = {
    "week_is_a_monday": "extract(isodow from week) = 1",
    "read_or_missed": "num_nonnulls(audience, missed) = 1",
    "not_negative": "audience >= 0 and engagement >= 0 and posts >= 0",
}


def _create_series() -> None:
    op.create_table(
        "series",
        sa.Column("account_id", sa.Uuid, primary_key=True),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("audiences", sa.ARRAY(sa.Integer), nullable=False),
        sa.Column("engagements", sa.ARRAY(sa.Double), nullable=False),
        sa.Column("posts", sa.ARRAY(sa.Integer), nullable=False),
        sa.Column("metrics", sa.ARRAY(sa.Text), nullable=False),
    )
    op.execute("alter table series enable row level security")
    op.execute("alter table series force row level security")
    op.execute(f"create policy fence on series using ({VISIBLE}) with check ({VISIBLE})")


def downgrade() -> None:
    """Only what came last under a key fits into the old one."""
    op.drop_table("loads")
    op.drop_table("series")
    op.drop_table("arrivals")
    op.execute("drop sequence batches")
    op.execute("alter table observations no force row level security")
    op.execute(
        "delete from observations old using observations newer where"
        " (old.week, old.account_id) = (newer.week, newer.account_id) and"
        " (old.assurance, old.recorded_at, old.ctid)"
        " < (newer.assurance, newer.recorded_at, newer.ctid)"
    )
    op.execute("alter table observations force row level security")
    op.drop_constraint("pk_observations", "observations")
    op.create_primary_key("pk_observations", "observations", ["week", "account_id"])
    op.alter_column("observations", "source", nullable=True)
    for name in ("assurance", "exact", "version"):
        op.drop_column("observations", name)

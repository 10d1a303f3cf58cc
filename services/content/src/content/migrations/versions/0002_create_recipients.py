"""Create the local copy of institutions, officers, accounts and badges."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import run_script

revision = "0002"
down_revision = "0001"

WALLS = """
alter table officers enable row level security;
alter table officers force row level security;
create policy fence on officers using (
    case when current_setting('app.institutions', true) = '*' then true
    else principal = nullif(current_setting('app.subject', true), '') end
);
alter table accounts enable row level security;
alter table accounts force row level security;
create policy fence on accounts using (
    case when current_setting('app.institutions', true) = '*' then true
    else exists (select from officers where officers.id = accounts.officer_id) end
);
alter table badges enable row level security;
alter table badges force row level security;
create policy fence on badges using (
    case when current_setting('app.institutions', true) = '*' then true
    else exists (select from accounts where accounts.id = badges.account_id) end
);
"""
"""No institution's staff has business with these rows: only the worker and the person see them.

``case`` instead of ``or``: the planner takes ``or`` for a filter that hardly a row passes.
"""


def upgrade() -> None:
    """Create them, fenced."""
    op.create_table(
        "institutions",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_institutions"),
    )
    op.create_index("ix_institutions_parent", "institutions", ["parent"])
    op.create_table(
        "officers",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("principal", sa.Text),
        sa.Column("institution", sa.Text),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
    )
    op.create_index("ix_officers_principal", "officers", ["principal"])
    op.create_index("ix_officers_institution", "officers", ["institution"])
    op.create_table(
        "accounts",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("officer_id", UUID(as_uuid=True)),
        sa.Column("platform", sa.Text),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_officer_id", "accounts", ["officer_id"])
    op.create_table(
        "badges",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("account_id", UUID(as_uuid=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.CheckConstraint("state in ('active', 'suspended', 'ended')", "ck_badges_state_known"),
        sa.PrimaryKeyConstraint("id", name="pk_badges"),
    )
    op.create_index("ix_badges_account_id", "badges", ["account_id"])
    run_script(op, WALLS)


def downgrade() -> None:
    """Drop them."""
    for table in ("badges", "accounts", "officers", "institutions"):
        op.drop_table(table)

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

AUDIENCE_SIZE = """
create function audience_size(institutions_meant text[], platforms_meant text[], most bigint)
returns bigint language plpgsql as $$
declare
    scope text := current_setting('app.institutions', true);
    counted bigint;
begin
    perform set_config('app.institutions', '*', true);
    with recursive meant as (
        select code from institutions where code = any(institutions_meant)
        union
        select child.code from institutions child join meant on child.parent = meant.code
    )
    select count(*) into counted from (
        select from officers
        where officers.principal is not null
          and (cardinality(institutions_meant) = 0
               or officers.institution in (select code from meant))
          and exists (
              select from accounts join badges on badges.account_id = accounts.id
              where accounts.officer_id = officers.id and badges.state = 'active'
                and (cardinality(platforms_meant) = 0
                     or accounts.platform = any(platforms_meant)))
        limit most
    ) as officers_meant;
    perform set_config('app.institutions', coalesce(scope, ''), true);
    return counted;
end $$;
"""


def upgrade() -> None:
    """Create them, fenced, with a function that counts an audience without showing it."""
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
    run_script(op, AUDIENCE_SIZE)


def downgrade() -> None:
    """Drop them."""
    run_script(op, "drop function audience_size(text[], text[], bigint)")
    for table in ("badges", "accounts", "officers", "institutions"):
        op.drop_table(table)

"""Watch linked accounts: their states, what was last seen of them, and badges that go by it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import fence_rows

revision = "0020"
down_revision = "0019"

MOMENT = sa.DateTime(timezone=True)
OWN_ACCOUNT = (
    "account_id in (select id from accounts where officer_id in"
    " (select id from officers where principal = current_setting('app.subject', true)))"
)
EARLIER = "'claimed', 'challenged', 'linked', 'unlinked'"
WATCHED = "'linked', 'renamed', 'gone', 'private', 'control_lost'"
PROVEN = "state in ('linked', 'renamed', 'gone', 'private')"
LIVE = "state in ('active', 'suspended')"
EVERYTHING = "select set_config('app.institutions', '*', true)"


def upgrade() -> None:
    """A badge is found under its name only while its account stands there."""
    op.execute(EVERYTHING)
    _states(f"{EARLIER}, 'renamed', 'gone', 'private', 'control_lost'", WATCHED)
    _index("accounts", "linked_number", ["platform", "platform_account_id"], PROVEN)
    op.add_column("badges", sa.Column("account_state", sa.Text, server_default="linked"))
    op.alter_column("badges", "account_state", nullable=False)
    _index(
        "badges", "live_handle", ["platform", "handle_key"], f"{LIVE} and account_state = 'linked'"
    )
    _create_sightings()
    _create_pauses()
    _watch_linked_accounts()


def downgrade() -> None:
    """Whoever is not found under the proven name is let go, and the badge stays paused."""
    op.execute(EVERYTHING)
    op.drop_table("platform_pauses")
    op.drop_table("account_sightings")
    op.execute(
        "update badges set state = 'returned', ended_at = now()"
        " where state in ('active', 'suspended') and account_state <> 'linked'"
    )
    op.execute(
        "update accounts set state = 'unlinked', unlinked_at = now()"
        " where state in ('renamed', 'gone', 'private', 'control_lost')"
    )
    op.drop_index("uq_badges_live_handle", "badges")
    op.drop_column("badges", "account_state")
    _create_index("badges", "live_handle", ["platform", "handle_key"], LIVE)
    _states(EARLIER, "'linked'")
    _index("accounts", "linked_number", ["platform", "platform_account_id"], "state = 'linked'")


def _states(all_of_them: str, proven: str) -> None:
    for name, condition in (
        ("ck_accounts_state", f"state in ({all_of_them})"),
        ("ck_accounts_proven", f"state not in ({proven}) or platform_account_id is not null"),
    ):
        op.drop_constraint(name, "accounts", type_="check")
        op.create_check_constraint(name, "accounts", condition)


def _index(table: str, name: str, columns: list[str], where: str) -> None:
    op.drop_index(f"uq_{table}_{name}", table)
    _create_index(table, name, columns, where)


def _create_index(table: str, name: str, columns: list[str], where: str) -> None:
    op.create_index(
        f"uq_{table}_{name}", table, columns, unique=True, postgresql_where=sa.text(where)
    )


def _create_sightings() -> None:
    op.create_table(
        "account_sightings",
        sa.Column("account_id", UUID(as_uuid=True), nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT),
        sa.Column("leased_until", MOMENT),
        sa.Column("trouble", sa.Text),
        sa.Column("told_week", sa.Date, nullable=False),
        sa.Column("seen_at", MOMENT),
        sa.Column("missing_since", MOMENT),
        sa.Column("changed_at", MOMENT),
        sa.Column("renamed_to", sa.Text),
        sa.Column("metric", sa.Text),
        sa.Column("audience", sa.Integer),
        sa.Column("posts_total", sa.Integer),
        sa.Column("counted_week", sa.Date),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_sightings"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name="fk_account_sightings_account_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_account_sightings_institution"
        ),
    )
    for column in ("institution", "due_at"):
        op.create_index(f"ix_account_sightings_{column}", "account_sightings", [column])
    fence_rows(op, "account_sightings", own=OWN_ACCOUNT)


def _create_pauses() -> None:
    op.create_table(
        "platform_pauses",
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("platform", name="pk_platform_pauses"),
    )


def _watch_linked_accounts() -> None:
    """Accounts linked before are looked at from now on, spread over the coming days."""
    op.execute(
        "insert into account_sightings (account_id, institution, due_at, told_week)"
        " select id, institution, now() + random() * interval '5 days',"
        " date_trunc('week', now() at time zone 'Asia/Jakarta')::date"
        " from accounts where state = 'linked'"
    )

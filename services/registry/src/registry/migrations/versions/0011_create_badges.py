"""Create badges, the measures taken on them, and verification's decisions on accounts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import fence_rows

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)
LIVE = sa.text("state in ('active', 'suspended')")
OWN_OFFICER = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)
OWN_BADGE = (
    "badge_id in (select id from badges where officer_id in"
    " (select id from officers where principal = current_setting('app.subject', true)))"
)


def upgrade() -> None:
    """Create them; everybody may read badges, and whoever sees an account its eligibility."""
    _create_badges()
    _create_measures()
    _create_eligibility()
    fence_rows(op, "badges", own=OWN_OFFICER)
    op.execute("create policy readable on badges for select using (true)")
    fence_rows(op, "badge_measures", own=OWN_BADGE)
    op.execute("alter table account_eligibility enable row level security")
    op.execute("alter table account_eligibility force row level security")
    visible = "account_id in (select id from accounts)"
    op.execute(f"create policy fence on account_eligibility using ({visible})")


def downgrade() -> None:
    """Drop them."""
    for table in ("account_eligibility", "badge_measures", "badges"):
        op.drop_table(table)


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=f"fk_{table}_{column}")


def _create_badges() -> None:
    op.create_table(
        "badges",
        sa.Column("id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("handle", sa.Text, nullable=False),
        sa.Column("handle_key", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=False),
        sa.Column("suspended_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("end_reason", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_badges"),
        _of("badges", "account_id", "accounts.id"),
        _of("badges", "officer_id", "officers.id"),
        _of("badges", "institution", "institutions.code"),
        sa.CheckConstraint(
            "state in ('active', 'suspended', 'expired', 'returned', 'revoked')",
            name="ck_badges_state",
        ),
        sa.CheckConstraint("valid_from < valid_until", name="ck_badges_dates"),
    )
    for column in ("account_id", "officer_id", "institution"):
        op.create_index(f"ix_badges_{column}", "badges", [column])
    op.create_index("ix_badges_lookup", "badges", ["platform", "handle_key"])
    op.create_index("ix_badges_due", "badges", ["valid_until"], postgresql_where=LIVE)
    op.create_index("uq_badges_live", "badges", ["account_id"], unique=True, postgresql_where=LIVE)
    op.create_index(
        "uq_badges_live_handle",
        "badges",
        ["platform", "handle_key"],
        unique=True,
        postgresql_where=LIVE,
    )


def _create_measures() -> None:
    op.create_table(
        "badge_measures",
        sa.Column("id", ID, nullable=False),
        sa.Column("badge_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("reason_code", sa.Text),
        sa.Column("case_reference", sa.Text, nullable=False),
        sa.Column("review_on", sa.Date),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_badge_measures"),
        _of("badge_measures", "badge_id", "badges.id"),
        _of("badge_measures", "institution", "institutions.code"),
    )
    op.create_index("ix_badge_measures_badge_id", "badge_measures", ["badge_id"])
    op.create_index("ix_badge_measures_institution", "badge_measures", ["institution"])


def _create_eligibility() -> None:
    op.create_table(
        "account_eligibility",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("valid_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_eligibility"),
        _of("account_eligibility", "account_id", "accounts.id"),
    )

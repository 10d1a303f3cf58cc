"""Create accounts and the challenges by which control of them is proven."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import fence_rows

revision = "0010"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)
OWN_OFFICER = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)
OWN_ACCOUNT = (
    "account_id in (select id from accounts where officer_id in"
    " (select id from officers where principal = current_setting('app.subject', true)))"
)


def upgrade() -> None:
    """Create them."""
    _create_accounts()
    _create_challenges()
    fence_rows(op, "accounts", own=OWN_OFFICER)
    fence_rows(op, "control_challenges", own=OWN_ACCOUNT)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("control_challenges")
    op.drop_table("accounts")


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("handle", sa.Text, nullable=False),
        sa.Column("handle_key", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("platform_account_id", sa.Text),
        sa.Column("profile_sha256", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("consented_at", MOMENT, nullable=False),
        sa.Column("linked_at", MOMENT),
        sa.Column("unlinked_at", MOMENT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name="fk_accounts_officer_id"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_accounts_institution"
        ),
        sa.CheckConstraint(
            "state in ('claimed', 'challenged', 'linked', 'unlinked')", name="ck_accounts_state"
        ),
        sa.CheckConstraint(
            "state <> 'linked' or platform_account_id is not null", name="ck_accounts_proven"
        ),
    )
    op.create_index("ix_accounts_officer_id", "accounts", ["officer_id"])
    op.create_index("ix_accounts_institution", "accounts", ["institution"])
    _unique("one_per_platform", ["officer_id", "platform"], "state <> 'unlinked'")
    _unique("linked_handle", ["platform", "handle_key"], "state = 'linked'")
    _unique("linked_number", ["platform", "platform_account_id"], "state = 'linked'")


def _unique(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        f"uq_accounts_{name}", "accounts", columns, unique=True, postgresql_where=sa.text(where)
    )


def _create_challenges() -> None:
    op.create_table(
        "control_challenges",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_control_challenges"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_control_challenges_account_id"
        ),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_control_challenges_institution"
        ),
    )
    op.create_index("ix_control_challenges_institution", "control_challenges", ["institution"])
    op.create_index("ix_control_challenges_expires_at", "control_challenges", ["expires_at"])

"""Let measures hang on keyed fingerprints of the number and of the platform's account."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from registry.settings import Settings
from shared.migrations import fence_rows

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Create them, fill them from what is paused now, and let every question see them."""
    op.execute("select set_config('app.institutions', '*', true)")
    op.add_column("accounts", sa.Column("number_fingerprint", sa.LargeBinary))
    op.create_index("ix_accounts_number_fingerprint", "accounts", ["number_fingerprint"])
    _create_holds()
    _fill_fingerprints()
    _fill_holds()
    fence_rows(op, "badge_holds")
    op.execute("create policy readable on badge_holds for select using (true)")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("badge_holds")
    op.drop_index("ix_accounts_number_fingerprint", "accounts")
    op.drop_column("accounts", "number_fingerprint")


def _create_holds() -> None:
    op.create_table(
        "badge_holds",
        sa.Column("badge_id", UUID(as_uuid=True), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("badge_id", "fingerprint", name="pk_badge_holds"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_badge_holds_institution"
        ),
        sa.CheckConstraint("kind in ('number', 'account')", name="ck_badge_holds_kind"),
    )
    op.create_index("ix_badge_holds_fingerprint", "badge_holds", ["fingerprint"])
    op.create_index("ix_badge_holds_institution", "badge_holds", ["institution"])


def _fill_fingerprints() -> None:
    known = op.get_bind().execute(
        sa.text(
            "select id, platform || ':' || platform_account_id as secret from accounts"
            " where platform_account_id is not null"
        )
    )
    rows = known.all()
    if not rows:
        return
    vault = Settings.load().vault
    op.get_bind().execute(
        sa.text("update accounts set number_fingerprint = :print where id = :id"),
        [{"id": row.id, "print": vault.fingerprint(row.secret.encode())} for row in rows],
    )


def _fill_holds() -> None:
    op.execute(
        """
        insert into badge_holds
        select distinct b.id, n.fingerprint, 'number', b.institution, b.suspended_at
        from badges b join officer_numbers n using (officer_id)
        where b.suspended_at is not null
        union all
        select b.id, a.number_fingerprint, 'account', b.institution, b.suspended_at
        from badges b join accounts a on a.id = b.account_id
        where b.suspended_at is not null and a.number_fingerprint is not null
        """
    )

"""Let a pause lapse unless a second person confirms it, on a case that exists."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, UUID

from shared.migrations import fence_rows

revision = "0018"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)


def upgrade() -> None:
    """Create what is new; whoever is paused now keeps the pause for 72 hours at least."""
    op.execute("select set_config('app.institutions', '*', true)")
    op.add_column("badges", _texts("pauses"))
    op.execute("update badges set pauses = '{measure}' where suspended_at is not null")
    _extend_measures()
    _create_findings()
    _create_reports()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("badge_reports")
    op.drop_table("account_findings")
    op.drop_index("uq_badge_measures_in_effect", "badge_measures")
    op.drop_index("ix_badge_measures_provisional", "badge_measures")
    for column in ("version", "confirmed_at", "confirmed_by", "lapses_at", "state", "decided_from"):
        op.drop_column("badge_measures", column)
    op.drop_column("badges", "pauses")


def _texts(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, ARRAY(sa.Text), nullable=False, server_default="{}")


def _extend_measures() -> None:
    table = "badge_measures"
    op.add_column(table, _texts("decided_from"))
    op.add_column(table, sa.Column("state", sa.Text))
    op.add_column(table, sa.Column("lapses_at", MOMENT))
    op.add_column(table, sa.Column("confirmed_by", sa.Text))
    op.add_column(table, sa.Column("confirmed_at", MOMENT))
    op.add_column(table, sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.execute("update badge_measures set state = 'lifted' where reason_code is not null")
    op.execute(
        "update badge_measures set state = 'provisional', lapses_at = now() + interval '72 hours'"
        " where id in (select distinct on (m.badge_id) m.id from badge_measures m"
        " join badges b on b.id = m.badge_id"
        " where b.suspended_at is not null and m.reason_code is not null"
        " order by m.badge_id, m.decided_at desc)"
    )
    op.execute(
        "update badge_measures set case_reference = 'nomor dihapus'"
        " where case_reference ~ '[0-9]{9,}'"
    )
    op.create_index(
        "ix_badge_measures_provisional",
        table,
        ["lapses_at"],
        postgresql_where=sa.text("state = 'provisional'"),
    )
    op.create_index(
        "uq_badge_measures_in_effect",
        table,
        ["badge_id"],
        unique=True,
        postgresql_where=sa.text("state in ('provisional', 'confirmed')"),
    )


def _create_findings() -> None:
    op.create_table(
        "account_findings",
        sa.Column("finding_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("finding_id", name="pk_account_findings"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_account_findings_account_id"
        ),
    )
    op.create_index("ix_account_findings_account_id", "account_findings", ["account_id"])
    op.execute("alter table account_findings enable row level security")
    op.execute("alter table account_findings force row level security")
    visible = "account_id in (select id from accounts)"
    op.execute(f"create policy fence on account_findings using ({visible})")


def _create_reports() -> None:
    op.create_table(
        "badge_reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("badge_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("reported_by", sa.Text, nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_badge_reports"),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name="fk_badge_reports_badge_id"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_badge_reports_institution"
        ),
    )
    for column in ("badge_id", "institution"):
        op.create_index(f"ix_badge_reports_{column}", "badge_reports", [column])
    fence_rows(op, "badge_reports")

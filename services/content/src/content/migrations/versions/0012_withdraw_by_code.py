"""Let a withdrawal say one of the sentences that exist; nobody clears a free one."""

from alembic import op

revision = "0012"
down_revision = "0011"

TABLES = ("messages", "publications")
KNOWN = (
    "withdrawal_reason in ('facts_wrong', 'outdated', 'source_unreliable', 'personal_data',"
    " 'wrong_audience', 'not_neutral', 'released_by_mistake', 'other')"
)


def upgrade() -> None:
    """What was written freely is told no more."""
    op.execute("update messages set withdrawal_reason = 'other' where state = 'withdrawn'")
    op.execute("update publications set withdrawal_reason = 'other' where withdrawn_at is not null")
    for table in TABLES:
        op.create_check_constraint(f"ck_{table}_withdrawal_reason_known", table, KNOWN)


def downgrade() -> None:
    """Any words again; those that were free are gone."""
    for table in TABLES:
        op.drop_constraint(f"ck_{table}_withdrawal_reason_known", table, type_="check")

"""Create cohorts, invitations, officers and their numbers, fenced by institution."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import fence_rows

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)
OWN_PERSON = "principal = current_setting('app.subject', true)"
OWN_OFFICER = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)


def upgrade() -> None:
    """Create them."""
    _create_cohorts()
    _create_invitations()
    _create_officers()
    _create_numbers()
    fence_rows(op, "cohorts")
    fence_rows(op, "invitations")
    fence_rows(op, "officers", own=OWN_PERSON)
    fence_rows(op, "officer_numbers", own=OWN_OFFICER)


def downgrade() -> None:
    """Drop them."""
    for table in ("officer_numbers", "officers", "invitations", "cohorts"):
        op.drop_table(table)


def _create_cohorts() -> None:
    op.create_table(
        "cohorts",
        sa.Column("id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_cohorts_institution"
        ),
    )
    op.create_index("ix_cohorts_institution", "cohorts", ["institution"])


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", ID, nullable=False),
        sa.Column("cohort_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("sealed_number", sa.LargeBinary, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("wrong_tries", sa.Integer, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint(
            "cohort_id", "fingerprint", name="uq_invitations_cohort_id_fingerprint"
        ),
        sa.UniqueConstraint("code_hash", name="uq_invitations_code_hash"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_invitations_cohort_id"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_invitations_institution"
        ),
    )
    op.create_index("ix_invitations_institution", "invitations", ["institution"])
    op.create_index("ix_invitations_expires_on", "invitations", ["expires_on"])


def _create_officers() -> None:
    op.create_table(
        "officers",
        sa.Column("id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("cohort_id", ID),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("principal", sa.Text),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("enrolled_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_officers_cohort_id"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_officers_institution"
        ),
    )
    op.create_index(
        "ix_officers_institution_created_at_id", "officers", ["institution", "created_at", "id"]
    )
    op.create_index("ix_officers_cohort_id", "officers", ["cohort_id"])
    op.create_index("ix_officers_principal", "officers", ["principal"])
    op.create_index(
        "uq_officers_principal_in_programme",
        "officers",
        ["principal"],
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )


def _create_numbers() -> None:
    op.create_table(
        "officer_numbers",
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_officer_numbers"),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name="fk_officer_numbers_officer_id"
        ),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_officer_numbers_institution"
        ),
    )
    op.create_index("ix_officer_numbers_officer_id", "officer_numbers", ["officer_id"])
    op.create_index("ix_officer_numbers_institution", "officer_numbers", ["institution"])
    op.create_index(
        "uq_officer_numbers_in_force",
        "officer_numbers",
        ["fingerprint"],
        unique=True,
        postgresql_where=sa.text("valid_to is null"),
    )

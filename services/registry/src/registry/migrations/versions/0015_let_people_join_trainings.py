"""Places in trainings, names an institution may see, and numbers unique once they are proven."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from shared.migrations import fence_rows

revision = "0015"
down_revision = "0014"

MOMENT = sa.DateTime(timezone=True)
ID = UUID(as_uuid=True)
EVERY_ROW = "select set_config('app.institutions', '*', true)"
OWN_PLACE = (
    "officer_id in (select id from officers where principal = current_setting('app.subject', true))"
)
OWN_SESSION = (
    "id in (select session_id from training_participants where officer_id in"
    " (select id from officers where principal = current_setting('app.subject', true)))"
)
OWN_CORRECTION = (
    "participant_id in (select id from training_participants where officer_id in"
    " (select id from officers where principal = current_setting('app.subject', true)))"
)
NEW_CODES = """
    update training_sessions set join_code = (
        select string_agg(
            substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(bytes, n) % 32 + 1, 1), ''
        )
        from (select uuid_send(gen_random_uuid()) as bytes where id is not null) as chance,
            unnest(array[0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 13, 14]) as n
    )
"""
"""Twelve letters; the bytes of a UUID that hold its version and variant are left out."""


def upgrade() -> None:
    """Create and fill them; what a code of before said of officers is said of places now."""
    op.execute(EVERY_ROW)
    _one_invitation_a_number()
    _numbers_once_proven()
    op.add_column("officers", sa.Column("sealed_name", sa.LargeBinary))
    op.create_index("ix_officers_institution_id", "officers", ["institution", "id"])
    op.drop_index("ix_officers_institution_created_at_id", "officers")
    _codes_for_sessions()
    _create_participants()
    _create_corrections()
    op.execute(
        "insert into training_participants"
        " select gen_random_uuid(), session_id, row_number() over (partition by session_id"
        " order by recorded_at, officer_id), officer_id, institution, passed, valid_until,"
        " recorded_by, recorded_at from training_results"
    )
    op.drop_table("training_results")
    op.execute("drop policy fence on training_sessions")
    fence_rows(op, "training_sessions", own=OWN_SESSION)


def downgrade() -> None:
    """Back to results by officer; places nobody has a result at are lost."""
    op.execute(EVERY_ROW)
    _create_results()
    op.execute(
        "insert into training_results select session_id, officer_id, institution, passed,"
        " valid_until, recorded_by, recorded_at from training_participants"
        " where passed is not null and officer_id is not null"
    )
    op.execute("drop policy fence on training_sessions")
    op.drop_table("training_corrections")
    op.drop_table("training_participants")
    fence_rows(op, "training_sessions")
    op.drop_column("training_sessions", "join_code")
    op.create_index(
        "ix_officers_institution_created_at_id", "officers", ["institution", "created_at", "id"]
    )
    op.drop_index("ix_officers_institution_id", "officers")
    op.drop_column("officers", "sealed_name")
    _numbers_unique_at_once()
    _one_invitation_a_cohort()


def _one_invitation_a_number() -> None:
    op.execute(
        "delete from invitations as older using invitations as newer"
        " where older.institution = newer.institution and older.fingerprint = newer.fingerprint"
        " and (older.created_at, older.id) < (newer.created_at, newer.id)"
    )
    op.drop_constraint("uq_invitations_cohort_id_fingerprint", "invitations")
    op.create_index("ix_invitations_cohort_id", "invitations", ["cohort_id"])
    op.create_unique_constraint(
        "uq_invitations_institution_fingerprint", "invitations", ["institution", "fingerprint"]
    )


def _one_invitation_a_cohort() -> None:
    op.drop_constraint("uq_invitations_institution_fingerprint", "invitations")
    op.drop_index("ix_invitations_cohort_id", "invitations")
    op.create_unique_constraint(
        "uq_invitations_cohort_id_fingerprint", "invitations", ["cohort_id", "fingerprint"]
    )


def _numbers_once_proven() -> None:
    op.add_column(
        "officer_numbers",
        sa.Column("proven", sa.Boolean, nullable=False, server_default=sa.true()),
    )
    op.execute(
        "update officer_numbers set proven = false from officers"
        " where officers.id = officer_id and state = 'provisioned'"
    )
    op.alter_column("officer_numbers", "proven", server_default=None)
    op.drop_index("uq_officer_numbers_in_force", "officer_numbers")
    _unique_numbers("uq_officer_numbers_in_force", ["fingerprint"], "valid_to is null and proven")
    _unique_numbers(
        "uq_officer_numbers_provisioned",
        ["institution", "fingerprint"],
        "valid_to is null and not proven",
    )


def _numbers_unique_at_once() -> None:
    op.drop_index("uq_officer_numbers_provisioned", "officer_numbers")
    op.drop_index("uq_officer_numbers_in_force", "officer_numbers")
    op.execute("update officer_numbers set valid_to = valid_from where not proven")
    _unique_numbers("uq_officer_numbers_in_force", ["fingerprint"], "valid_to is null")
    op.drop_column("officer_numbers", "proven")


def _unique_numbers(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "officer_numbers", columns, unique=True, postgresql_where=sa.text(where))


def _codes_for_sessions() -> None:
    op.add_column("training_sessions", sa.Column("join_code", sa.Text))
    op.execute(NEW_CODES)
    op.alter_column("training_sessions", "join_code", nullable=False)
    op.create_unique_constraint(
        "uq_training_sessions_join_code", "training_sessions", ["join_code"]
    )


def _create_participants() -> None:
    op.create_table(
        "training_participants",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("officer_id", ID),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("passed", sa.Boolean),
        sa.Column("valid_until", sa.Date),
        sa.Column("recorded_by", sa.Text),
        sa.Column("recorded_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_training_participants"),
        sa.UniqueConstraint(
            "session_id", "place", name="uq_training_participants_session_id_place"
        ),
        sa.UniqueConstraint(
            "session_id", "officer_id", name="uq_training_participants_session_id_officer_id"
        ),
        _points_to("training_participants", "session_id", "training_sessions.id"),
        _points_to("training_participants", "officer_id", "officers.id"),
        _points_to("training_participants", "institution", "institutions.code"),
    )
    for column in ("officer_id", "institution"):
        op.create_index(f"ix_training_participants_{column}", "training_participants", [column])
    fence_rows(op, "training_participants", own=OWN_PLACE)


def _create_corrections() -> None:
    op.create_table(
        "training_corrections",
        sa.Column("id", ID, nullable=False),
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("passed_before", sa.Boolean, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("corrected_by", sa.Text, nullable=False),
        sa.Column("corrected_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_training_corrections"),
        _points_to("training_corrections", "participant_id", "training_participants.id"),
        _points_to("training_corrections", "institution", "institutions.code"),
    )
    for column in ("participant_id", "institution"):
        op.create_index(f"ix_training_corrections_{column}", "training_corrections", [column])
    fence_rows(op, "training_corrections", own=OWN_CORRECTION)


def _create_results() -> None:
    op.create_table(
        "training_results",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("session_id", "officer_id", name="pk_training_results"),
        _points_to("training_results", "session_id", "training_sessions.id"),
        _points_to("training_results", "officer_id", "officers.id"),
        _points_to("training_results", "institution", "institutions.code"),
    )
    for column in ("officer_id", "institution"):
        op.create_index(f"ix_training_results_{column}", "training_results", [column])
    fence_rows(op, "training_results", own=OWN_PLACE)


def _points_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")

"""Create institutions with dated names and codes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them."""
    _create_institutions()
    _create_names()
    _create_codes()


def downgrade() -> None:
    """Drop them."""
    for table in ("institution_codes", "institution_names", "institutions"):
        op.drop_table(table)


def _create_institutions() -> None:
    op.create_table(
        "institutions",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_institutions"),
        sa.ForeignKeyConstraint(["parent"], ["institutions.code"], name="fk_institutions_parent"),
    )
    op.create_index("ix_institutions_parent", "institutions", ["parent"])


def _create_names() -> None:
    op.create_table(
        "institution_names",
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_to", MOMENT),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("institution", "valid_from", name="pk_institution_names"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_institution_names_institution"
        ),
    )


def _create_codes() -> None:
    op.create_table(
        "institution_codes",
        sa.Column("institution", sa.Text, nullable=False),
        sa.Column("system", sa.Text, nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_to", MOMENT),
        sa.Column("code", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("institution", "system", "valid_from", name="pk_institution_codes"),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.code"], name="fk_institution_codes_institution"
        ),
    )
    op.create_index(
        "uq_institution_codes_in_force",
        "institution_codes",
        ["system", "code"],
        unique=True,
        postgresql_where=sa.text("valid_to is null"),
    )

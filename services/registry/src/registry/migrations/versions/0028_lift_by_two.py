"""Let two people end what two confirmed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0028"
down_revision = "0027"

TABLE = "badge_measures"
INDEX = "uq_badge_measures_in_effect"


def upgrade() -> None:
    """The new index stands before the old one goes: at no moment may a badge be paused twice."""
    op.add_column(TABLE, sa.Column("lift_wished_by", sa.Text))
    op.add_column(TABLE, sa.Column("lift_wished_from", ARRAY(sa.Text)))
    op.add_column(TABLE, sa.Column("lift_wished_at", sa.DateTime(timezone=True)))
    _exchange("'provisional', 'confirmed', 'lifting'")


def downgrade() -> None:
    """A wish that nobody seconded is none."""
    op.execute("update badge_measures set state = 'confirmed' where state = 'lifting'")
    _exchange("'provisional', 'confirmed'")
    for column in ("lift_wished_at", "lift_wished_from", "lift_wished_by"):
        op.drop_column(TABLE, column)


def _exchange(states: str) -> None:
    op.create_index(
        f"{INDEX}_new",
        TABLE,
        ["badge_id"],
        unique=True,
        postgresql_where=sa.text(f"state in ({states})"),
    )
    op.drop_index(INDEX, TABLE)
    op.execute("alter index uq_badge_measures_in_effect_new rename to uq_badge_measures_in_effect")

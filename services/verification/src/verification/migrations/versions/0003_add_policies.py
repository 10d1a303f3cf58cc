"""Create policies, with the one announced on 25 November 2019."""

from datetime import date

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table and its first row."""
    policies = op.create_table(
        "policies",
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("in_force_from", sa.Date, nullable=False),
        sa.Column("minimum_audience", sa.Integer, nullable=False),
        sa.Column("minimum_weeks", sa.Integer, nullable=False),
        sa.Column("reading_max_age_weeks", sa.Integer, nullable=False),
        sa.Column("missed_share_limit", sa.Double, nullable=False),
        sa.Column("activity_weeks", sa.Integer, nullable=False),
        sa.Column("minimum_posts", sa.Integer, nullable=False),
        sa.Column("growth_alpha", sa.Double, nullable=False),
        sa.Column("validity_weeks", sa.Integer, nullable=False),
        sa.Column("metrics", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_policies"),
        sa.UniqueConstraint("in_force_from", name="uq_policies_in_force_from"),
    )
    announced = {
        "version": "2019-11-25",
        "in_force_from": date(2019, 11, 25),
        "minimum_audience": 500,
        "minimum_weeks": 8,
        "reading_max_age_weeks": 4,
        "missed_share_limit": 0.34,
        "activity_weeks": 13,
        "minimum_posts": 1,
        "growth_alpha": 0.01,
        "validity_weeks": 13,
        "metrics": {"instagram": "followers", "x": "followers", "facebook": "friends"},
    }
    op.bulk_insert(policies, [announced])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("policies")

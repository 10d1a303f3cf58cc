"""Count wrong secrets by client and network, for clients nobody knows, too; in bounded rows."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The counts of the last minute may be lost."""
    op.drop_table("client_failures")
    op.create_table(
        "wrong_secrets",
        sa.Column("bucket", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("minute", MOMENT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_wrong_secrets"),
    )


def downgrade() -> None:
    """Back to a count a client."""
    op.drop_table("wrong_secrets")
    op.create_table(
        "client_failures",
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("minute", MOMENT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_client_failures"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.client_id"], name="fk_client_failures_client_id"
        ),
    )

"""Create the embedded issuer's clients, their secrets and the signing keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them."""
    _create_clients()
    _create_secrets()
    _create_keys()


def downgrade() -> None:
    """Drop them."""
    for table in ("signing_keys", "client_failures", "client_secrets", "clients"):
        op.drop_table(table)


def _create_clients() -> None:
    op.create_table(
        "clients",
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", ARRAY(sa.Text), nullable=False),
        sa.Column("institutions", ARRAY(sa.Text), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
        sa.PrimaryKeyConstraint("client_id", name="pk_clients"),
    )


def _create_secrets() -> None:
    op.create_table(
        "client_secrets",
        sa.Column("id", UUID(as_uuid=True), nullable=False),
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_client_secrets"),
        _client_of("client_secrets"),
    )
    op.create_index("ix_client_secrets_client_id", "client_secrets", ["client_id"])
    op.create_table(
        "client_failures",
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("minute", MOMENT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("client_id", name="pk_client_failures"),
        _client_of("client_failures"),
    )


def _create_keys() -> None:
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("public_jwk", JSONB, nullable=False),
        sa.Column("sealed_private", sa.LargeBinary, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("signs_from", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_keys"),
    )
    op.create_index("ix_signing_keys_signs_from", "signing_keys", ["signs_from"])


def _client_of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["client_id"], ["clients.client_id"], name=f"fk_{table}_client_id"
    )

"""Rows this feature owns. They belong to the operator, so no row policy applies."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from registry.access.clients.tables import Client
from registry.metadata import Base

WAITS = text("state = 'pending'")
"""Written out: PostgreSQL finds an index by its condition only where that holds no parameter."""


class ClientGrant(Base):
    """What one administrator proposes that a client may do, and what another one said."""

    __tablename__ = "client_grants"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    client_id: Mapped[str] = mapped_column(ForeignKey(Client.client_id), index=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    institutions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    state: Mapped[str] = mapped_column(Text)
    first_half: Mapped[bytes | None] = mapped_column(LargeBinary)
    """SHA-256 of the half of a new secret that the proposer has seen."""
    proposed_by: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    __table_args__ = (
        Index(
            "uq_client_grants_pending",
            "client_id",
            unique=True,
            postgresql_where=WAITS,
        ),
    )

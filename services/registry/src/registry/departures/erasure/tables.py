"""Rows this feature owns: an opaque id, clocks and a hash. They outlive the person's own rows."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base

MOMENT = DateTime(timezone=True)


class Erasure(Base):
    """One person's erasure; the officer's row may be gone, so no foreign key."""

    __tablename__ = "erasures"
    __table_args__ = (
        Index("ix_erasures_due", "due_at", postgresql_where=text("erased_at is null")),
        Index("ix_erasures_requested_at_id", "requested_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(unique=True)
    cause: Mapped[str] = mapped_column(Text)
    receipt_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    requested_at: Mapped[datetime] = mapped_column(MOMENT)
    due_at: Mapped[datetime] = mapped_column(MOMENT)
    erased_at: Mapped[datetime | None] = mapped_column(MOMENT)


class ErasureReceipt(Base):
    """A peer has erased its part."""

    __tablename__ = "erasure_receipts"

    erasure_id: Mapped[UUID] = mapped_column(ForeignKey(Erasure.id), primary_key=True)
    peer: Mapped[str] = mapped_column(Text, primary_key=True)
    received_at: Mapped[datetime] = mapped_column(MOMENT)

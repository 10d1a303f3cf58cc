"""Rows this feature owns, fenced by institution and open to the person they speak of."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.metadata import Base
from registry.people.institutions.tables import Institution
from registry.people.officers.tables import Officer

LINKED = text("state = 'linked'")
PROVEN = text("state in ('linked', 'renamed', 'gone', 'private')")
NOT_UNLINKED = text("state <> 'unlinked'")
"""Literal, not bound: a generic plan matches a partial index by its words only."""


class Account(Base):
    """A social account an officer named as the own one; linked once control was proven."""

    __tablename__ = "accounts"
    __table_args__ = (
        Index(
            "uq_accounts_one_per_platform",
            "officer_id",
            "platform",
            unique=True,
            postgresql_where=NOT_UNLINKED,
        ),
        Index(
            "uq_accounts_linked_handle",
            "platform",
            "handle_key",
            unique=True,
            postgresql_where=LINKED,
        ),
        Index(
            "uq_accounts_linked_number",
            "platform",
            "platform_account_id",
            unique=True,
            postgresql_where=PROVEN,
        ),
        Index("ix_accounts_number", "platform", "platform_account_id"),
        Index("ix_accounts_number_fingerprint", "number_fingerprint"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    platform: Mapped[str] = mapped_column(Text)
    handle: Mapped[str] = mapped_column(Text)
    handle_key: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    platform_account_id: Mapped[str | None] = mapped_column(Text)
    number_fingerprint: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Of the platform's number, by which a measure knows the account again."""
    state: Mapped[str] = mapped_column(Text)
    consented_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    linked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    unlinked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column(default=1)


class ControlChallenge(Base):
    """The one challenge an account may answer now; the code itself is not kept."""

    __tablename__ = "control_challenges"

    account_id: Mapped[UUID] = mapped_column(ForeignKey(Account.id), primary_key=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    tries: Mapped[int] = mapped_column(default=0)

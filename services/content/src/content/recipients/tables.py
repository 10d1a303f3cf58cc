"""The copy: no names, no numbers, no handles; only what decides whose inbox shows what.

Every row keeps the ``position`` of the event it was last set by, so that an event that comes
late or twice changes nothing.
"""

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from content.metadata import Base, Word
from content.recipients.rules import BadgeState


class Institution(Base):
    """A public institution and the one it belongs to."""

    __tablename__ = "institutions"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(Text, index=True)
    position: Mapped[int] = mapped_column(BigInteger)


class Officer(Base):
    """Somebody in the programme; ``principal`` is forgotten when they leave."""

    __tablename__ = "officers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    principal: Mapped[str | None] = mapped_column(Text, index=True)
    institution: Mapped[str | None] = mapped_column(Text, index=True)
    position: Mapped[int] = mapped_column(BigInteger)


class Account(Base):
    """An account; without an officer once it is unlinked."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    officer_id: Mapped[UUID | None] = mapped_column(index=True)
    platform: Mapped[str | None] = mapped_column(Text)
    position: Mapped[int] = mapped_column(BigInteger)


class Badge(Base):
    """The badge of an account."""

    __tablename__ = "badges"
    __table_args__ = (
        CheckConstraint("state in ('active', 'suspended', 'ended')", name="state_known"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[BadgeState] = mapped_column(Word(BadgeState))
    position: Mapped[int] = mapped_column(BigInteger)

"""Copied rows, each with the feed position it was last changed at, so that replays do nothing."""

from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, Text, and_, select
from sqlalchemy.orm import Mapped, mapped_column

from verification.metadata import Base


class Officer(Base):
    """Who holds accounts: only what lets a person see their own verdicts."""

    __tablename__ = "officers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    institution: Mapped[str | None] = mapped_column(Text)
    principal: Mapped[str | None] = mapped_column(Text, index=True)
    """``iss|sub``; empty while only the end of an officer was heard of."""
    position: Mapped[int] = mapped_column(BigInteger)
    stopped: Mapped[int] = mapped_column(BigInteger)
    """Position of the newest withdrawal: accounts linked before it are not analysed."""


class Account(Base):
    """An account that may be observed while it is linked."""

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint(
            "not linked or num_nulls(officer_id, institution, platform, url) = 0",
            name="known_while_linked",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    officer_id: Mapped[UUID | None] = mapped_column(index=True)
    institution: Mapped[str | None] = mapped_column(Text)
    platform: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    """Where a reviewer looks; forgotten when the account is unlinked."""
    linked: Mapped[bool]
    position: Mapped[int] = mapped_column(BigInteger)

    @classmethod
    def held_by(cls, principal: str) -> ColumnElement[bool]:
        """Linked and this person's; the row policies say the same where they stand."""
        own = select(Officer.id).where(Officer.principal == principal)
        return and_(cls.linked, cls.officer_id.in_(own))

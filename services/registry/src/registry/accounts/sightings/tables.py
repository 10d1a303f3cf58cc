"""Rows this feature owns, fenced by institution and open to the person they speak of."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.accounts.account.tables import Account
from registry.metadata import Base
from registry.people.institutions.tables import Institution

MOMENT = DateTime(timezone=True)


class AccountSighting(Base):
    """When an account is looked at next, and what the last look saw. One row an account."""

    __tablename__ = "account_sightings"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey(Account.id, ondelete="CASCADE"), primary_key=True
    )
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    due_at: Mapped[datetime] = mapped_column(MOMENT, index=True)
    not_before: Mapped[datetime | None] = mapped_column(MOMENT)
    """The look failed through nobody's fault; it stays due and is tried again from then on."""
    tipped_at: Mapped[datetime | None] = mapped_column(MOMENT)
    """When the last tip had the look taken. While it is due at this very moment, it goes first."""
    leased_until: Mapped[datetime | None] = mapped_column(MOMENT)
    """A worker is looking. Killed, it never comes back, and the lease lapses."""
    trouble: Mapped[str | None] = mapped_column(Text)
    """Why the last look failed: the reason of the week, if it passes without a reading."""
    told_week: Mapped[date] = mapped_column(Date)
    """Monday of the last week verification was told of."""
    seen_at: Mapped[datetime | None] = mapped_column(MOMENT)
    missing_since: Mapped[datetime | None] = mapped_column(MOMENT)
    changed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    """Since when the account stands as it does now, for the holder and for reviewers."""
    told_name: Mapped[str | None] = mapped_column(Text)
    """The new name as the holder tells it, until the next look has tried it."""
    renamed_to: Mapped[str | None] = mapped_column(Text)
    metric: Mapped[str | None] = mapped_column(Text)
    audience: Mapped[int | None]
    posts_total: Mapped[int | None]
    counted_week: Mapped[date | None] = mapped_column(Date)
    """Monday of the week the counts are of."""


class PlatformPause(Base):
    """Until when a platform is not asked: it limits us, or refuses our token."""

    __tablename__ = "platform_pauses"

    platform: Mapped[str] = mapped_column(Text, primary_key=True)
    until: Mapped[datetime] = mapped_column(MOMENT)

"""Rows this feature owns. A badge is a public fact; only those in scope may change it."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Index, Text, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.tables import Account
from registry.metadata import Base
from registry.people.institutions.tables import Institution, InstitutionCode
from registry.people.officers.tables import Officer

LIVE = text("state in ('active', 'suspended')")
LIVE_UNDER_ITS_NAME = text("state in ('active', 'suspended') and account_state = 'linked'")


class Badge(Base):
    """A badge with the account as it was called when the badge was granted."""

    __tablename__ = "badges"
    __table_args__ = (
        Index("uq_badges_live", "account_id", unique=True, postgresql_where=LIVE),
        Index(
            "uq_badges_live_handle",
            "platform",
            "handle_key",
            unique=True,
            postgresql_where=LIVE_UNDER_ITS_NAME,
        ),
        Index("ix_badges_lookup", "platform", "handle_key"),
        Index("ix_badges_due", "valid_until", postgresql_where=LIVE),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(ForeignKey(Account.id), index=True)
    officer_id: Mapped[UUID] = mapped_column(ForeignKey(Officer.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    platform: Mapped[str] = mapped_column(Text)
    handle: Mapped[str] = mapped_column(Text)
    handle_key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    account_state: Mapped[str] = mapped_column(
        Text, default=AccountState.LINKED, server_default=AccountState.LINKED
    )
    """Where the account stood at the last look: not linked means not in force, whoever decided."""
    valid_from: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    valid_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    suspended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    pauses: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Causes that stand; kept when the badge ends, so that nobody escapes them by returning it."""
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    end_reason: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)


PUBLIC = (
    Badge.id,
    Badge.platform,
    Badge.handle,
    Badge.handle_key,
    Badge.state,
    Badge.account_state,
    Badge.valid_from,
    Badge.valid_until,
    Institution.name.label("institution"),
    select(func.jsonb_object_agg(InstitutionCode.system, InstitutionCode.code))
    .where(InstitutionCode.institution == Badge.institution, InstitutionCode.valid_to.is_(None))
    .scalar_subquery()
    .label("codes"),
)
"""What everybody may know of a badge; who selects it joins its institution."""

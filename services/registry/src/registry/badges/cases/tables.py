"""Rows this feature owns: ids of verification's findings, and reports with who recorded them."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from registry.metadata import Base
from registry.people.institutions.tables import Institution


class AccountFinding(Base):
    """That verification flagged an account, as its events told it: no weeks, no scores."""

    __tablename__ = "account_findings"

    finding_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey(Account.id), index=True)
    closed: Mapped[bool] = mapped_column(default=False)


class BadgeReport(Base):
    """What somebody says happened to an account that carries a badge. Never public."""

    __tablename__ = "badge_reports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    badge_id: Mapped[UUID] = mapped_column(ForeignKey(Badge.id), index=True)
    institution: Mapped[str] = mapped_column(ForeignKey(Institution.code), index=True)
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column("report", Text)
    reported_by: Mapped[str] = mapped_column(Text)
    reported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

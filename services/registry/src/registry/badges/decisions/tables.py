"""Rows this feature owns."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.accounts.account.tables import Account
from registry.metadata import Base


class AccountEligibility(Base):
    """Verification's latest decision on an account, as its events told it."""

    __tablename__ = "account_eligibility"

    account_id: Mapped[UUID] = mapped_column(ForeignKey(Account.id), primary_key=True)
    decision: Mapped[str] = mapped_column(Text)
    policy: Mapped[str] = mapped_column(Text)
    week: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    valid_until: Mapped[datetime] = mapped_column(DateTime(timezone=True))

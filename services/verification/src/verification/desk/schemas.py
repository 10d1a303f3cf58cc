"""The wire format of accounts as reviewers see them."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from shared.calendar import IsoWeek
from shared.wire import Code, InstitutionCode, Week, Wire
from verification.desk.queries import AccountOnDesk
from verification.eligibility.rules.verdicts import Decision


class AccountOut(Wire):
    """A linked account and what was last decided on it."""

    id: UUID
    platform: Code
    institution: InstitutionCode
    decision: Decision | None = Field(description="Empty until the account was first judged.")
    week: Week | None = Field(description="The week judged.")
    decided_at: datetime | None

    @classmethod
    def of(cls, account: AccountOnDesk) -> "AccountOut":
        """Copy the row onto the wire."""
        return cls(
            id=account.id,
            platform=account.platform,
            institution=account.institution,
            decision=Decision(account.decision) if account.decision else None,
            week=str(IsoWeek.of(account.week)) if account.week else None,
            decided_at=account.decided_at,
        )


class AccountList(Wire):
    """A page of accounts."""

    items: list[AccountOut] = Field(max_length=100)
    next: str | None = Field(max_length=500, description="`cursor` of the next page.")

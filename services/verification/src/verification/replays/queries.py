"""Every SQL statement of this feature."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from shared.database import Session
from verification.accounts.tables import Account, Officer
from verification.eligibility.tables import Assessment


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict with what it went by and whose account it is on."""

    document: dict[str, Any]
    inputs: bytes | None
    judged_by: str | None
    week: date
    decided_at: datetime
    institution: str | None
    holder: str | None


async def stored_verdict(session: Session, run_id: UUID, account_id: UUID) -> StoredVerdict | None:
    """The verdict of a run on a linked account the caller may see."""
    statement = (
        select(
            Assessment.document,
            Assessment.inputs,
            Assessment.judged_by,
            Assessment.week,
            Assessment.decided_at,
            Account.institution,
            Officer.principal,
        )
        .join(Account, Account.id == Assessment.account_id)
        .outerjoin(Officer, Officer.id == Account.officer_id)
        .where(
            Assessment.run_id == run_id,
            Assessment.account_id == account_id,
            Assessment.decided_at.is_not(None),
            Account.linked,
        )
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else StoredVerdict(*row)

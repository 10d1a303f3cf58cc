"""Every SQL statement of this feature."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.accounts.account.tables import Account
from registry.badges.decisions.tables import AccountEligibility
from shared.database import Session


async def keep_eligibility(session: Session, row: Mapping[str, Any]) -> bool:
    """Keep a decision unless one of a later week, or a later one of it, is known; whether kept."""
    new = upsert(AccountEligibility).values(dict(row))
    known = tuple_(AccountEligibility.week, AccountEligibility.decided_at)
    statement = new.on_conflict_do_update(
        index_elements=[AccountEligibility.account_id],
        set_={column: new.excluded[column] for column in row if column != "account_id"},
        where=known < tuple_(new.excluded.week, new.excluded.decided_at),
    ).returning(AccountEligibility.account_id)
    return await session.scalar(statement) is not None


async def forget_eligibility(session: Session) -> None:
    """Forget every decision: all of them are about to be told again."""
    await session.execute(delete(AccountEligibility))


async def officer_behind(session: Session, account_id: UUID) -> UUID | None:
    """Whose account it is."""
    statement = select(Account.officer_id).where(Account.id == account_id)
    return await session.scalar(statement)


async def delete_eligibility_of(session: Session, officer_id: UUID) -> None:
    """Delete what verification said of the officer's accounts."""
    theirs = select(Account.id).where(Account.officer_id == officer_id)
    await session.execute(
        delete(AccountEligibility).where(AccountEligibility.account_id.in_(theirs))
    )

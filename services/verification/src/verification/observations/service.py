"""Use cases: keep what is told, settle it, close a week, and forget accounts."""

from datetime import date, datetime
from uuid import UUID

from shared.database import Session
from verification.accounts.rules import AccountsErased
from verification.arrivals import queries as arrivals
from verification.arrivals.rules.rows import Observed
from verification.arrivals.rules.standing import CLOSE, UNREAD, Assurance
from verification.arrivals.service import keep
from verification.observations import queries

MOST_SETTLED, MOST_MISSED = 200_000, 50_000
"""Rows of one transaction: a statement of the background stays well within its minute."""
BEFORE_ALL = UUID(int=0)


async def keep_sighting(session: Session, observed: Observed, *, now: datetime) -> None:
    """Keep what the registry saw or missed in a week."""
    if await arrivals.linked_among(session, [observed.account_id]):
        await keep(
            session, [observed], assurance=Assurance.SEEN, recorded_by=observed.told_by, now=now
        )


async def settle(session: Session) -> bool:
    """Settle a part of what has arrived; whether there may be more."""
    taken = await arrivals.take(session, most=MOST_SETTLED)
    if taken:
        await queries.settle(session)
    return taken == MOST_SETTLED


async def close_part(session: Session, week: date, after: UUID, *, now: datetime) -> UUID | None:
    """Give the next accounts nobody told of in a week a reason for that; the last of them."""
    accounts = await queries.linked_after(session, after, limit=MOST_MISSED)
    if accounts:
        await queries.miss(session, week, accounts, source=CLOSE, reason=UNREAD, now=now)
    return accounts[-1] if accounts else None


async def forget_accounts(session: Session, erased: AccountsErased) -> None:
    """Let go of every reading of these accounts."""
    await queries.delete_readings(session, erased.account_ids)

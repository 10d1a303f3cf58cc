"""Use cases: who may read a verdict, and which."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from shared.database import Session
from verification.accounts import queries as accounts
from verification.accounts.errors import AccountUnknown, ConflictOfInterest
from verification.eligibility import queries
from verification.eligibility.errors import NotYetJudged


async def verdict_for_reviewer(
    session: Session, account_id: UUID, *, institutions: Collection[str]
) -> Any:
    """The latest verdict, unless the account belongs to the reviewer's own institutions."""
    if await _institution(session, account_id) in institutions:
        raise ConflictOfInterest
    return await _latest(session, account_id)


async def verdict_for_holder(session: Session, account_id: UUID) -> Any:
    """The latest verdict on an account the row policies show to its holder only."""
    await _institution(session, account_id)
    return await _latest(session, account_id)


async def _institution(session: Session, account_id: UUID) -> str:
    institution = await accounts.institution_of(session, account_id)
    if institution is None:
        raise AccountUnknown(account_id=str(account_id))
    return institution


async def _latest(session: Session, account_id: UUID) -> Any:
    verdict = await queries.latest_verdict(session, account_id)
    if verdict is None:
        raise NotYetJudged(account_id=str(account_id))
    return verdict

"""What the registry's events do here. Each may come twice or late; the outcome is the same."""

from shared.database import Session
from verification.accounts import queries
from verification.upstream.registry import (
    AccountLinked,
    AccountUnlinked,
    ConsentWithdrawn,
    OfficerEnrolled,
    OfficerLeft,
)

ANALYSIS_PURPOSES = frozenset({"programme", "audience_analysis"})


async def officer_enrolled(session: Session, told: OfficerEnrolled) -> None:
    """Whose verdicts an account's will be."""
    await queries.keep_officer(
        session,
        told.officer_id,
        institution=told.institution,
        principal=told.principal,
        position=told.position,
    )


async def officer_left(session: Session, told: OfficerLeft) -> None:
    """Nothing of somebody who left is observed, and who it was is forgotten."""
    await queries.stop_officer(session, told.officer_id, position=told.position)
    await queries.unlink_accounts_of(session, told.officer_id, position=told.position)
    await queries.forget_officer(session, told.officer_id)


async def consent_withdrawn(session: Session, told: ConsentWithdrawn) -> None:
    """Analysis stops at once; a new consent links the accounts anew."""
    if told.purpose in ANALYSIS_PURPOSES:
        await queries.stop_officer(session, told.officer_id, position=told.position)
        await queries.unlink_accounts_of(session, told.officer_id, position=told.position)


async def account_linked(session: Session, told: AccountLinked) -> None:
    """The account may be observed."""
    await queries.keep_account(
        session,
        told.account_id,
        officer_id=told.officer_id,
        institution=told.institution,
        platform=told.platform,
        url=told.url,
        position=told.position,
    )


async def account_unlinked(session: Session, told: AccountUnlinked) -> None:
    """The account is not observed any more."""
    await queries.unlink_account(session, told.account_id, position=told.position)

"""What the registry's events do to the copy. Each may come twice or late; the outcome is the same.

Only the members used here are read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.clock import current_time
from shared.database import Session
from shared.erasure import forget_answers_to
from shared.events import Copy, Event, Handler
from shared.reactions import follow
from verification.accounts import queries, service
from verification.accounts.rules import AccountLinkedAnew

ANALYSIS_PURPOSES = frozenset({"programme", "audience_analysis"})


@dataclass(frozen=True, slots=True)
class OfficerEnrolled:
    """``officer.enrolled.v1``: a person in the programme and the caller they will come as."""

    officer_id: UUID
    institution: str
    principal: str

    @classmethod
    def of(cls, event: Event) -> "OfficerEnrolled":
        """What the event tells."""
        told = event.data
        principal = f"{told['issuer']}|{told['subject']}"
        return cls(UUID(told["officer_id"]), told["institution"], principal)


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """``consent.withdrawn.v1``: what an officer's data may no longer be used for."""

    officer_id: UUID
    purpose: str
    forgotten: tuple[UUID, ...]
    """Accounts of which nothing observed may be kept."""

    @classmethod
    def of(cls, event: Event) -> "ConsentWithdrawn":
        """What the event tells."""
        told = event.data
        forgotten = tuple(map(UUID, told.get("forgotten_account_ids") or ()))
        return cls(UUID(told["officer_id"]), told["purpose"], forgotten)


@dataclass(frozen=True, slots=True)
class AccountLinked:
    """``account.linked.v1``: an account under an officer's proven control."""

    account_id: UUID
    officer_id: UUID
    institution: str
    platform: str
    url: str
    earlier_ids: tuple[UUID, ...]
    """Ids the same account of the platform was linked under before."""

    @classmethod
    def of(cls, event: Event) -> "AccountLinked":
        """What the event tells."""
        told = event.data
        return cls(
            account_id=UUID(told["account_id"]),
            officer_id=UUID(told["officer_id"]),
            institution=told["institution"],
            platform=told["platform"],
            url=told["url"],
            earlier_ids=tuple(map(UUID, told.get("earlier_account_ids") or ())),
        )


async def keep_officer(session: Session, event: Event) -> None:
    """Whose verdicts an account's will be."""
    told = OfficerEnrolled.of(event)
    await queries.keep_officer(
        session,
        told.officer_id,
        institution=told.institution,
        principal=told.principal,
        position=event.position,
    )


async def forget_officer(session: Session, event: Event) -> None:
    """Nothing of somebody who left is observed, and who it was is forgotten."""
    officer_id = UUID(event.data["officer_id"])
    await _stop_analysis(session, officer_id, event.position)
    principal = await queries.principal_of(session, officer_id)
    if principal is not None:
        await forget_answers_to(session, principal)
    await queries.forget_officer(session, officer_id)


async def heed_withdrawal(session: Session, event: Event) -> None:
    """Analysis stops at once; a new consent links the accounts anew, under other ids."""
    told = ConsentWithdrawn.of(event)
    if told.purpose in ANALYSIS_PURPOSES:
        await _stop_analysis(session, told.officer_id, event.position)
    if told.forgotten:
        await service.forget_analysis(session, told.officer_id, told.forgotten, current_time())


async def _stop_analysis(session: Session, officer_id: UUID, position: int) -> None:
    await queries.stop_officer(session, officer_id, position=position)
    await queries.unlink_accounts_of(session, officer_id, position=position)


async def keep_account(session: Session, event: Event) -> None:
    """The account may be observed; what is known of it under earlier ids follows."""
    told = AccountLinked.of(event)
    await queries.keep_account(
        session,
        told.account_id,
        officer_id=told.officer_id,
        institution=told.institution,
        platform=told.platform,
        url=told.url,
        position=event.position,
    )
    if told.earlier_ids:
        await follow(session, AccountLinkedAnew(told.account_id, told.earlier_ids))


async def unlink_account(session: Session, event: Event) -> None:
    """The account is not observed any more."""
    account_id = UUID(event.data["account_id"])
    await queries.unlink_account(session, account_id, position=event.position)


async def erase_officer(session: Session, event: Event) -> None:
    """Somebody was erased: nothing about them stays here, whatever was heard before."""
    told = event.data
    account_ids = [UUID(account_id) for account_id in told["account_ids"]]
    await service.erase_holder(session, UUID(told["officer_id"]), account_ids, current_time())


HANDLERS: Mapping[str, Handler] = {
    "officer.enrolled.v1": keep_officer,
    "officer.left.v1": forget_officer,
    "officer.erased.v1": erase_officer,
    "consent.withdrawn.v1": heed_withdrawal,
    "account.linked.v1": keep_account,
    "account.renamed.v1": keep_account,
    "account.unlinked.v1": unlink_account,
}

COPY = Copy(queries.doubt_all, queries.empty_doubtful)

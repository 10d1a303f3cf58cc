"""What the registry's events do to the copy.

Only the members used here are read. Names, handles and URLs stay where they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from content.recipients import queries, service
from content.recipients.rules import STATE_AFTER
from shared.clock import current_time
from shared.database import Session
from shared.erasure import forget_answers_to
from shared.events import Copy, Event, Handler


@dataclass(frozen=True, slots=True)
class InstitutionChanged:
    """``institution.changed.v1``: an institution as the registry now knows it."""

    code: str
    name: str
    kind: str
    parent: str | None

    @classmethod
    def of(cls, event: Event) -> "InstitutionChanged":
        """What the event tells."""
        told = event.data
        return cls(told["code"], told["name"], told["kind"], told["parent"])


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
class AccountLinked:
    """``account.linked.v1``: an account under an officer's proven control."""

    account_id: UUID
    officer_id: UUID
    platform: str

    @classmethod
    def of(cls, event: Event) -> "AccountLinked":
        """What the event tells."""
        told = event.data
        return cls(UUID(told["account_id"]), UUID(told["officer_id"]), told["platform"])


@dataclass(frozen=True, slots=True)
class BadgeChanged:
    """``badge.….v1``: a badge and the account that carries it; the type says what happened."""

    badge_id: UUID
    account_id: UUID

    @classmethod
    def of(cls, event: Event) -> "BadgeChanged":
        """What the event tells."""
        return cls(UUID(event.data["badge_id"]), UUID(event.data["account_id"]))


async def keep_institution(session: Session, event: Event) -> None:
    """An institution is new, renamed or moved."""
    told = InstitutionChanged.of(event)
    await queries.put_institution(
        session,
        code=told.code,
        name=told.name,
        kind=told.kind,
        parent=told.parent,
        position=event.position,
    )


async def keep_officer(session: Session, event: Event) -> None:
    """Somebody joined, or moved to another institution."""
    told = OfficerEnrolled.of(event)
    await queries.put_officer(
        session,
        officer_id=told.officer_id,
        principal=told.principal,
        institution=told.institution,
        position=event.position,
    )


async def forget_officer(session: Session, event: Event) -> None:
    """Somebody left: the row stays as an empty mark, so that a late event cannot revive it."""
    officer_id = UUID(event.data["officer_id"])
    principal = await queries.principal_of(session, officer_id)
    if principal is not None:
        await forget_answers_to(session, principal)
    await queries.put_officer(
        session,
        officer_id=officer_id,
        principal=None,
        institution=None,
        position=event.position,
    )


async def erase_officer(session: Session, event: Event) -> None:
    """Somebody was erased: nothing about them stays here, whatever was heard before."""
    told = event.data
    account_ids = [UUID(account_id) for account_id in told["account_ids"]]
    await service.erase_officer(session, UUID(told["officer_id"]), account_ids, current_time())


async def keep_account(session: Session, event: Event) -> None:
    """An account was proven to be an officer's."""
    told = AccountLinked.of(event)
    await queries.put_account(
        session,
        account_id=told.account_id,
        officer_id=told.officer_id,
        platform=told.platform,
        position=event.position,
    )


async def forget_account(session: Session, event: Event) -> None:
    """An account is no longer anybody's here; its row stays as an empty mark."""
    await queries.put_account(
        session,
        account_id=UUID(event.data["account_id"]),
        officer_id=None,
        platform=None,
        position=event.position,
    )


async def keep_badge(session: Session, event: Event) -> None:
    """A badge was granted, suspended, reinstated or ended."""
    told = BadgeChanged.of(event)
    await queries.put_badge(
        session,
        badge_id=told.badge_id,
        account_id=told.account_id,
        state=STATE_AFTER[event.type],
        position=event.position,
    )


HANDLERS: Mapping[str, Handler] = {
    "institution.changed.v1": keep_institution,
    "officer.enrolled.v1": keep_officer,
    "officer.left.v1": forget_officer,
    "officer.erased.v1": erase_officer,
    "account.linked.v1": keep_account,
    "account.unlinked.v1": forget_account,
    **dict.fromkeys(STATE_AFTER, keep_badge),
}

COPY = Copy(queries.doubt_all, queries.drop_doubtful)

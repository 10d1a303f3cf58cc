"""All this service knows of the registry: five kinds of events, read into plain facts."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from shared.database import Session
from shared.events import Event, Handler

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class OfficerEnrolled:
    """``officer.enrolled.v1``"""

    officer_id: UUID
    institution: str
    principal: str
    position: int


@dataclass(frozen=True, slots=True)
class OfficerLeft:
    """``officer.left.v1``"""

    officer_id: UUID
    position: int


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """``consent.withdrawn.v1``"""

    officer_id: UUID
    purpose: str
    position: int


@dataclass(frozen=True, slots=True)
class AccountLinked:
    """``account.linked.v1``"""

    account_id: UUID
    officer_id: UUID
    institution: str
    platform: str
    url: str
    position: int


@dataclass(frozen=True, slots=True)
class AccountUnlinked:
    """``account.unlinked.v1``"""

    account_id: UUID
    position: int


def officer_enrolled(event: Event) -> OfficerEnrolled:
    """Read the event."""
    told = event.data
    principal = f"{told['issuer']}|{told['subject']}"
    return OfficerEnrolled(UUID(told["officer_id"]), told["institution"], principal, event.position)


def officer_left(event: Event) -> OfficerLeft:
    """Read the event."""
    return OfficerLeft(UUID(event.data["officer_id"]), event.position)


def consent_withdrawn(event: Event) -> ConsentWithdrawn:
    """Read the event."""
    told = event.data
    return ConsentWithdrawn(UUID(told["officer_id"]), told["purpose"], event.position)


def account_linked(event: Event) -> AccountLinked:
    """Read the event."""
    told = event.data
    return AccountLinked(
        account_id=UUID(told["account_id"]),
        officer_id=UUID(told["officer_id"]),
        institution=told["institution"],
        platform=told["platform"],
        url=told["url"],
        position=event.position,
    )


def account_unlinked(event: Event) -> AccountUnlinked:
    """Read the event."""
    return AccountUnlinked(UUID(event.data["account_id"]), event.position)


def handlers(
    effects: Mapping[str, tuple[Callable[[Event], Any], Callable[[Session, Any], Awaitable[None]]]],
) -> dict[str, Handler]:
    """Handlers for a following: each event is read, then has its effect."""
    return {type: _handler(read, effect) for type, (read, effect) in effects.items()}


def _handler(
    read: Callable[[Event], Told], effect: Callable[[Session, Told], Awaitable[None]]
) -> Handler:
    async def handle(session: Session, event: Event) -> None:
        await effect(session, read(event))

    return handle

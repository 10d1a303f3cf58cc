"""All that content knows of the registry: the shape of the events it follows.

Only the members used here are read. Handles, URLs and categories stay where they are.
"""

from dataclasses import dataclass
from uuid import UUID

from shared.events import Event


@dataclass(frozen=True, slots=True)
class InstitutionChanged:
    """An institution as the registry now knows it."""

    code: str
    name: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class OfficerEnrolled:
    """A person in the programme and the caller they will come as."""

    officer_id: UUID
    institution: str
    principal: str


@dataclass(frozen=True, slots=True)
class AccountLinked:
    """An account under an officer's proven control."""

    account_id: UUID
    officer_id: UUID
    platform: str


@dataclass(frozen=True, slots=True)
class BadgeChanged:
    """A badge and the account that carries it; what happened is the event's type."""

    badge_id: UUID
    account_id: UUID


def institution_changed(event: Event) -> InstitutionChanged:
    """Read ``institution.changed.v1``."""
    told = event.data
    return InstitutionChanged(told["code"], told["name"], told["kind"], told["parent"])


def officer_enrolled(event: Event) -> OfficerEnrolled:
    """Read ``officer.enrolled.v1``."""
    told = event.data
    principal = f"{told['issuer']}|{told['subject']}"
    return OfficerEnrolled(UUID(told["officer_id"]), told["institution"], principal)


def officer_left(event: Event) -> UUID:
    """Read ``officer.left.v1``."""
    return UUID(event.data["officer_id"])


def account_linked(event: Event) -> AccountLinked:
    """Read ``account.linked.v1``."""
    told = event.data
    return AccountLinked(UUID(told["account_id"]), UUID(told["officer_id"]), told["platform"])


def account_unlinked(event: Event) -> UUID:
    """Read ``account.unlinked.v1``."""
    return UUID(event.data["account_id"])


def badge_changed(event: Event) -> BadgeChanged:
    """Read ``badge.granted|suspended|reinstated|ended.v1``."""
    return BadgeChanged(UUID(event.data["badge_id"]), UUID(event.data["account_id"]))

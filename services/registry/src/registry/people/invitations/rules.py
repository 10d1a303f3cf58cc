"""Who of a list is invited, and when an invitation is locked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from registry.people.numbers.rules import Category

MOST_WRONG_TRIES = 5
MOST_PEOPLE = 500
LONGEST_OPEN = timedelta(days=180)
"""A question is not kept open for years, however long its cohort lasts."""


class InvitationRefusal(StrEnum):
    """Why a person of a list is not invited, beside what is wrong with the number itself.

    Nothing of what is known about a person is among the reasons, so no list is an enquiry.
    """

    TWICE_IN_REQUEST = "twice_in_request"


@dataclass(frozen=True, slots=True, repr=False)
class SoundNumber:
    """One person of a list, whose number can be one; it never prints itself."""

    index: int
    category: Category
    digits: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Invited:
    """One person of a list who got an invitation; the code is shown once."""

    index: int
    invitation_id: UUID
    enrolment_code: str


@dataclass(frozen=True, slots=True)
class NotInvited:
    """One person of a list who got none, and why."""

    index: int
    reason: str


def sort_out(people: Iterable[SoundNumber]) -> tuple[list[SoundNumber], list[NotInvited]]:
    """Each number once; what is known of a person plays no part."""
    once, refused = [], []
    seen: set[bytes] = set()
    for person in people:
        if person.fingerprint in seen:
            refused.append(NotInvited(person.index, InvitationRefusal.TWICE_IN_REQUEST))
        else:
            seen.add(person.fingerprint)
            once.append(person)
    return once, refused


def open_until(cohort_ends: date, today: date) -> date:
    """Last day an invitation sent today may be accepted."""
    return min(cohort_ends, today + LONGEST_OPEN)


def is_locked(wrong_tries: int) -> bool:
    """Whether too many wrong numbers were sent with the code."""
    return wrong_tries >= MOST_WRONG_TRIES

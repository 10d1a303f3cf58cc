"""Enrolment codes a person can read aloud, and when an invitation is locked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from registry.people.numbers.rules import Category

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""

CODE_LETTERS = 12
"""Five bits each: sixty bits."""

MOST_WRONG_TRIES = 5
MOST_PEOPLE = 500

_READ_AS = str.maketrans("OIL", "011", " -\t")


class InvitationRefusal(StrEnum):
    """Why a person of a list is not invited, beside what is wrong with the number itself."""

    TWICE_IN_REQUEST = "twice_in_request"
    ALREADY_ENROLLED = "already_enrolled"
    ALREADY_INVITED = "already_invited"


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


def code_from(chance: bytes) -> str:
    """A readable code from at least twelve random bytes."""
    letters = "".join(ALPHABET[byte % 32] for byte in chance[:CODE_LETTERS])
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LETTERS, 4))


def read_code(written: str) -> str | None:
    """The canonical letters of a code however it was typed; nothing when it cannot be one."""
    letters = written.upper().translate(_READ_AS)
    wellformed = len(letters) == CODE_LETTERS and all(letter in ALPHABET for letter in letters)
    return letters if wellformed else None


def sort_out(
    people: Iterable[SoundNumber], enrolled: Collection[bytes], waiting: Collection[bytes]
) -> tuple[list[SoundNumber], list[NotInvited]]:
    """Who is free to be invited, and who is not; fingerprints say who is enrolled or waits."""
    free, refused = [], []
    seen: set[bytes] = set()
    for person in people:
        reason = _objection(person.fingerprint, seen, enrolled, waiting)
        seen.add(person.fingerprint)
        if reason:
            refused.append(NotInvited(person.index, reason))
        else:
            free.append(person)
    return free, refused


def is_locked(wrong_tries: int) -> bool:
    """Whether too many wrong numbers were sent with the code."""
    return wrong_tries >= MOST_WRONG_TRIES


def _objection(
    fingerprint: bytes,
    seen: Collection[bytes],
    enrolled: Collection[bytes],
    waiting: Collection[bytes],
) -> InvitationRefusal | None:
    if fingerprint in seen:
        return InvitationRefusal.TWICE_IN_REQUEST
    if fingerprint in enrolled:
        return InvitationRefusal.ALREADY_ENROLLED
    return InvitationRefusal.ALREADY_INVITED if fingerprint in waiting else None

"""Enrolment codes a person can read aloud, and when an invitation is locked."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

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


def is_locked(wrong_tries: int) -> bool:
    """Whether too many wrong numbers were sent with the code."""
    return wrong_tries >= MOST_WRONG_TRIES

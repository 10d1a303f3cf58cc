"""How many must clear a message, and from where.

Two different people, at least one of another institution than the author's; and where others than
the author's own people are meant, one of those who are meant. A message to everybody means nobody
in particular: then both come from elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from content.wordings.rules.wording import Audience

PEOPLE = 2

Lines = Mapping[str, frozenset[str]]
"""Each institution with itself and all that it lies under."""


class Wanted(StrEnum):
    """Whose assent is missing. The values are part of the API."""

    ANOTHER_PERSON = "another_person"
    ANOTHER_INSTITUTION = "another_institution"
    TARGETED_INSTITUTION = "targeted_institution"


@dataclass(frozen=True, slots=True)
class Assent:
    """That somebody cleared the present words, and for which institutions they sit."""

    person: str
    institutions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who must still assent; of which institution, if it is a certain one."""

    wanted: Wanted
    institution: str | None = None


def missing(
    institution: str, audience: Audience, assents: Iterable[Assent], lines: Lines
) -> tuple[Missing, ...]:
    """Who must still assent to words of an institution; nobody, when the message is cleared."""
    given = list(assents)
    outside = [assent for assent in given if _is_outside(assent, institution, lines)]
    wanted = []
    if _people(given) < PEOPLE:
        wanted.append(Missing(Wanted.ANOTHER_PERSON))
    if _people(outside) < (1 if audience.institutions else PEOPLE):
        wanted.append(Missing(Wanted.ANOTHER_INSTITUTION))
    wanted += [
        Missing(Wanted.TARGETED_INSTITUTION, target)
        for target in audience.institutions
        if not _lies_under(target, institution, lines)
        and not any(_sits_under(assent, target, lines) for assent in outside)
    ]
    return tuple(wanted)


def _people(assents: Iterable[Assent]) -> int:
    return len({assent.person for assent in assents})


def _is_outside(assent: Assent, institution: str, lines: Lines) -> bool:
    """Whoever sits nowhere, or also under the author's institution, is not from elsewhere."""
    return bool(assent.institutions) and not _sits_under(assent, institution, lines)


def _sits_under(assent: Assent, institution: str, lines: Lines) -> bool:
    return any(_lies_under(seat, institution, lines) for seat in assent.institutions)


def _lies_under(code: str, institution: str, lines: Lines) -> bool:
    return institution in lines.get(code, {code})

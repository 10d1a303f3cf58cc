"""Screening before a message is submitted: sources, and no personal data by accident.

What surely is a personal number, or text that shows otherwise than it reads, blocks. What may
be meant (a hotline, an office address) is only flagged, for the two people who clear.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from content.wordings.rules.wording import Wording


class Finding(StrEnum):
    """What was found. The values are part of the API."""

    EVIDENCE_MISSING = "evidence_missing"
    CIVIL_SERVICE_NUMBER = "civil_service_number"
    IDENTITY_NUMBER = "identity_number"
    DECEPTIVE_CHARACTER = "deceptive_character"
    MOBILE_NUMBER = "mobile_number"
    EMAIL_ADDRESS = "email_address"


FLAGS = frozenset({Finding.MOBILE_NUMBER, Finding.EMAIL_ADDRESS})
"""Shown to those who clear, without blocking the submission."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was found. It never repeats what was found."""

    pointer: str
    finding: Finding

    @property
    def blocks(self) -> bool:
        """Whether the message cannot be submitted like this."""
        return self.finding not in FLAGS


_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-/\u00a0]?\d)+(?!\d)")
_GROUP = re.compile(r"\d+")
_RUPIAH = re.compile(r"(?i)(?:rp|idr)\.?\s?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_MOBILE = re.compile(r"(?<![\d.])(?:\+?62|0)[ \-.]?8\d{1,3}(?:[ \-.]?\d{3,4}){2}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@([\w\-]+(?:\.[\w\-]+)+)")
_LAWFUL = frozenset("\n\u200d")
"""The zero-width joiner keeps emoji together; every other format character hides something."""


def _plain_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) for c in text)


def _in_range(text: str, low: int, high: int) -> bool:
    return low <= int(text) <= high


def reads_as_civil_service_number(digits: str) -> bool:
    """18 digits: a birth date, then a month of appointment (NIP) or a mark (NI PPPK)."""
    return (
        len(digits) == 18
        and _in_range(digits[:4], 1930, 2100)
        and _in_range(digits[4:6], 1, 12)
        and _in_range(digits[6:8], 1, 31)
        and _in_range(digits[8:12], 1950, 2100)
    )


def reads_as_identity_number(digits: str) -> bool:
    """16 digits with a birth date in the middle (NIK); women have 40 added to the day."""
    return (
        len(digits) == 16
        and _in_range(digits[:2], 11, 99)
        and (_in_range(digits[6:8], 1, 31) or _in_range(digits[6:8], 41, 71))
        and _in_range(digits[8:10], 1, 12)
    )


def _numbers(text: str) -> Iterator[str]:
    """Digits in one piece or in neighbouring groups, up to 18; no amounts of money."""
    for match in _DIGITS.finditer(_RUPIAH.sub(" ", text)):
        groups = [_plain_digits(group) for group in _GROUP.findall(match[0])]
        for first in range(len(groups)):
            joined = ""
            for group in groups[first:]:
                joined += group
                if len(joined) > 18:
                    break
                yield joined


def numbers_in_text(text: str) -> Iterator[Finding]:
    """In prose any 18 or 16 digits in one piece are suspect; spaced ones must read as a number."""
    lengths = {len(piece) for piece in _GROUP.findall(_RUPIAH.sub(" ", text))}
    numbers = list(_numbers(text))
    if 18 in lengths or any(map(reads_as_civil_service_number, numbers)):
        yield Finding.CIVIL_SERVICE_NUMBER
    if 16 in lengths or any(map(reads_as_identity_number, numbers)):
        yield Finding.IDENTITY_NUMBER


def numbers_in_link(url: str) -> Iterator[Finding]:
    """Links carry long ids of posts, so here only what reads as a civil-service number counts."""
    if any(map(reads_as_civil_service_number, _numbers(url))):
        yield Finding.CIVIL_SERVICE_NUMBER


def _deceives(character: str) -> bool:
    if character in _LAWFUL or unicodedata.category(character) == "Cn":
        # Unassigned here may be a newer emoji; the last two of each plane never are.
        return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
    return unicodedata.category(character).startswith("C")


def deceptive_characters(text: str) -> Iterator[Finding]:
    """Characters that reorder or hide text: bidirectional controls, zero width, private use."""
    if any(map(_deceives, text)):
        yield Finding.DECEPTIVE_CHARACTER


def contacts(text: str) -> Iterator[Finding]:
    """Mobile numbers and addresses outside the government's domains."""
    if _MOBILE.search(text):
        yield Finding.MOBILE_NUMBER
    domains = (match[1].lower() for match in _EMAIL.finditer(text))
    if any(not f".{domain}".endswith(".go.id") for domain in domains):
        yield Finding.EMAIL_ADDRESS


def _every(text: str, *checks: Callable[[str], Iterator[Finding]]) -> list[Finding]:
    return list(dict.fromkeys(finding for check in checks for finding in check(text)))


def screen(wording: Wording) -> tuple[Spot, ...]:
    """Everything found, in reading order; each with a JSON pointer into the message."""
    prose = {"/title": wording.title, "/summary": wording.summary, "/body": wording.body}
    prose |= {f"/evidence/{i}/title": e.title for i, e in enumerate(wording.evidence)}
    spots = [
        Spot(pointer, finding)
        for pointer, text in prose.items()
        for finding in _every(text, numbers_in_text, deceptive_characters, contacts)
    ]
    spots += [
        Spot(f"/evidence/{i}/url", finding)
        for i, source in enumerate(wording.evidence)
        for finding in _every(source.url, numbers_in_link, deceptive_characters)
    ]
    if not wording.evidence:
        spots.append(Spot("/evidence", Finding.EVIDENCE_MISSING))
    return tuple(spots)

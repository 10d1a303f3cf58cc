"""What a civil-service number says, and which categories may carry which kind.

NIP (PNS, CPNS): birth date, month of appointment, sex, sequence; Perka BKN 22/2007 and 43/2007.
NI PPPK: the month is replaced by 2 and the frequency of the agreement, 1 to 9.
There is no check digit: the structure can be tested, the identity cannot.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import filterfalse
from typing import NoReturn

DIGITS = 18
YOUNGEST_APPOINTMENT = 18
"""Years between birth and appointment; a policy of the programme, not of BKN."""

LATEST_APPOINTMENT_AHEAD = 1
"""Letters of appointment are written before they take effect, never years before."""


_MARKS = frozenset(".'\"\u2018\u2019\u201c\u201d\u02bc\u00b4\u0060\u2212\u00b7")
"""Beside dashes: what stands between groups of digits, or keeps a sheet from reading a number."""

_THROUGH_A_SHEET = re.compile(r"['\"]?(\d{18}[.,]0+|\d([.,]\d+)?[eE]\+?\d+)['\"]?", re.ASCII)
"""A sheet holds 15 digits of a number; what comes back as one is another number, or none."""


class Category(StrEnum):
    """How an officer is employed. The values are part of the public API."""

    PNS = "PNS"
    CPNS = "CPNS"
    PPPK = "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU"


class NumberKind(StrEnum):
    """Which of the two registers a number belongs to."""

    NIP = "nip"
    NI_PPPK = "ni_pppk"


class NumberRefusal(StrEnum):
    """Why a number cannot be a civil-service number. The values are part of the public API."""

    OLD_NINE_DIGIT_FORM = "old_nine_digit_form"
    NOT_EIGHTEEN_DIGITS = "not_eighteen_digits"
    ROUNDED_BY_SPREADSHEET = "rounded_by_spreadsheet"
    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"
    APPOINTMENT_IMPOSSIBLE = "appointment_impossible"
    APPOINTMENT_TOO_EARLY = "appointment_too_early"
    APPOINTMENT_IN_THE_FUTURE = "appointment_in_the_future"
    SEX_DIGIT_IMPOSSIBLE = "sex_digit_impossible"
    SEQUENCE_ZERO = "sequence_zero"
    CATEGORY_NEEDS_NIP = "category_needs_nip"
    CATEGORY_NEEDS_NI_PPPK = "category_needs_ni_pppk"


KIND_OF = {
    Category.PNS: NumberKind.NIP,
    Category.CPNS: NumberKind.NIP,
    Category.PPPK: NumberKind.NI_PPPK,
    Category.PPPK_PARUH_WAKTU: NumberKind.NI_PPPK,
}


@dataclass(frozen=True, slots=True, repr=False)
class CivilServiceNumber:
    """A number that tells birth date and sex, so it never prints itself."""

    digits: str = field(repr=False)

    def __repr__(self) -> str:
        return "CivilServiceNumber(…)"

    def __str__(self) -> str:
        return "…"

    def __format__(self, specification: str) -> str:
        return "…"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a civil-service number is never pickled or copied")

    @property
    def kind(self) -> NumberKind:
        """A 2 in the tens of the month marks the agreement of a PPPK."""
        return NumberKind.NI_PPPK if self.digits[12] == "2" else NumberKind.NIP

    @property
    def birth(self) -> date:
        """Day of birth."""
        return date(int(self.digits[:4]), int(self.digits[4:6]), int(self.digits[6:8]))

    @property
    def appointed_year(self) -> int:
        """Year of appointment, for a PPPK of the first one."""
        return int(self.digits[8:12])

    @property
    def appointed_month(self) -> int | None:
        """Month of appointment; the number of a PPPK does not tell it."""
        return int(self.digits[12:14]) if self.kind is NumberKind.NIP else None

    @property
    def agreement_frequency(self) -> int | None:
        """Which agreement of a PPPK this is."""
        return int(self.digits[13]) if self.kind is NumberKind.NI_PPPK else None

    @property
    def sex_digit(self) -> int:
        """1 for a man, 2 for a woman."""
        return int(self.digits[14])

    @property
    def sequence(self) -> int:
        """Distinguishes people whose first fifteen digits are equal."""
        return int(self.digits[15:])


def read_number(written: str, *, today: date) -> CivilServiceNumber | NumberRefusal:
    """The number however it is printed or typed, or the first reason why it is none.

    Spaces, dots, dashes, apostrophes and marks nobody sees may stand between and around the digits.
    """
    if _THROUGH_A_SHEET.fullmatch("".join(filterfalse(_is_unseen, written))):
        return NumberRefusal.ROUNDED_BY_SPREADSHEET
    digits = "".join(filterfalse(_parts_digits, written))
    refusal = _refusal_of_form(digits) or _refusal_of_parts(digits, today)
    return refusal or CivilServiceNumber(digits)


def read_number_of(
    written: str, category: Category, *, today: date
) -> CivilServiceNumber | NumberRefusal:
    """As ``read_number``, and of the kind that the category carries."""
    number = read_number(written, today=today)
    if isinstance(number, NumberRefusal) or number.kind is KIND_OF[category]:
        return number
    if number.kind is NumberKind.NIP:
        return NumberRefusal.CATEGORY_NEEDS_NI_PPPK
    return NumberRefusal.CATEGORY_NEEDS_NIP


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf")


def _parts_digits(character: str) -> bool:
    return character in _MARKS or unicodedata.category(character) == "Pd" or _is_unseen(character)


def _refusal_of_form(digits: str) -> NumberRefusal | None:
    numeric = digits.isascii() and digits.isdigit()
    if numeric and len(digits) == 9:
        return NumberRefusal.OLD_NINE_DIGIT_FORM
    return None if numeric and len(digits) == DIGITS else NumberRefusal.NOT_EIGHTEEN_DIGITS


def _refusal_of_parts(digits: str, today: date) -> NumberRefusal | None:
    if not _is_date(digits[:8]):
        return NumberRefusal.BIRTH_DATE_IMPOSSIBLE
    if not (1 <= int(digits[12:14]) <= 12 or 21 <= int(digits[12:14]) <= 29):
        return NumberRefusal.APPOINTMENT_IMPOSSIBLE
    if int(digits[8:12]) - int(digits[:4]) < YOUNGEST_APPOINTMENT:
        return NumberRefusal.APPOINTMENT_TOO_EARLY
    if int(digits[8:12]) > today.year + LATEST_APPOINTMENT_AHEAD:
        return NumberRefusal.APPOINTMENT_IN_THE_FUTURE
    if digits[14] not in "12":
        return NumberRefusal.SEX_DIGIT_IMPOSSIBLE
    return NumberRefusal.SEQUENCE_ZERO if digits[15:] == "000" else None


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True

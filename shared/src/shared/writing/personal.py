"""Numbers that belong to one person and tell the day of birth: no public text may hold one.

Eighteen digits at work: birth date, month of appointment (or year and the kind of contract), sex,
sequence. Sixteen in the civil registry (NIK): region, birth date with 40 added for women, sequence.
Neither has a check digit, so the structure is all that tells them from other numbers.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from shared.writing.digits import Window, windows

AT_WORK, OF_A_RESIDENT = 18, 16
LENGTHS = (AT_WORK, OF_A_RESIDENT)
_PROVINCES = frozenset(
    f"{first}{second}"
    for first, seconds in {
        1: "123456789",
        2: "1",
        3: "123456",
        5: "123",
        6: "12345",
        7: "123456",
        8: "12",
        9: "1234567",
    }.items()
    for second in seconds
)
"""First two digits of every identity number, Kepmendagri 300.2.2-2430/2025."""

_FEWEST_YEARS, _MOST_YEARS = 14, 75
"""Between a birth and an appointment: two dates of one meeting are no number of a person."""

_MOST_GROUPS = 5
"""In how many pieces people write sixteen digits, when other numbers stand beside them."""


class PersonalNumber(StrEnum):
    """Which of the two a number reads as."""

    AT_WORK = "number_at_work"
    OF_A_RESIDENT = "identity_number"


def reads_as_number_at_work(digits: str) -> bool:
    """18 digits: birth date, then year and month of appointment, sex, sequence."""
    if len(digits) != AT_WORK or not _within(digits[:4], 1930, 2100):
        return False
    years = int(digits[8:12]) - int(digits[:4])
    return (
        _is_day(month=digits[4:6], day=digits[6:8])
        and _FEWEST_YEARS <= years <= _MOST_YEARS
        and (_within(digits[12:14], 1, 12) or _within(digits[12:14], 21, 29))
        and digits[14] in "12"
    )


def reads_as_identity_number(digits: str) -> bool:
    """16 digits with a birth date in the middle; women have 40 added to the day."""
    return (
        len(digits) == OF_A_RESIDENT
        and digits[:2] in _PROVINCES
        and digits[2:4] != "00"
        and digits[12:] != "0000"
        and _is_day(month=digits[8:10], day=f"{int(digits[6:8]) % 40:02d}")
        and int(digits[6:8]) <= 71
    )


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """What in a text reads as such a number, once for each place."""
    yield from _structured(windows(text, LENGTHS))


def numbers_in_prose(text: str) -> Iterator[PersonalNumber]:
    """The same, and any number in one piece that is as long, which prose has no use for."""
    found = [*windows(text, LENGTHS)]
    yield from _structured(found)
    yield from _as_long(found)


def undivided_numbers(text: str) -> Iterator[PersonalNumber]:
    """In one piece the length is enough: who mistypes their number still gives it away."""
    yield from _as_long(windows(text, LENGTHS))


def _structured(found: Iterable[Window]) -> Iterator[PersonalNumber]:
    for window in found:
        if reads_as_number_at_work(window.digits):
            yield PersonalNumber.AT_WORK
        elif reads_as_identity_number(window.digits) and _stands_alone(window):
            yield PersonalNumber.OF_A_RESIDENT


def _as_long(found: Iterable[Window]) -> Iterator[PersonalNumber]:
    lengths = {len(window.digits) for window in found if len(window.groups) == 1}
    if AT_WORK in lengths:
        yield PersonalNumber.AT_WORK
    if OF_A_RESIDENT in lengths:
        yield PersonalNumber.OF_A_RESIDENT


def _stands_alone(window: Window) -> bool:
    """Sixteen digits out of a longer list are a number only when cut as people cut it."""
    few = len(window.groups) <= _MOST_GROUPS and all(len(g) > 1 for g in window.groups)
    return window.whole or few


def _is_day(*, month: str, day: str) -> bool:
    return _within(month, 1, 12) and _within(day, 1, 31)


def _within(digits: str, low: int, high: int) -> bool:
    return low <= int(digits) <= high

"""Use case: read a number as written, or refuse it with its reason."""

from datetime import date

from registry.people.numbers.errors import NumberRefused
from registry.people.numbers.rules import (
    Category,
    CivilServiceNumber,
    NumberRefusal,
    read_number_of,
)


def sound_number(written: str, category: Category, today: date) -> CivilServiceNumber:
    """The number, which is of the kind that the category carries."""
    number = read_number_of(written, category, today=today)
    if isinstance(number, NumberRefusal):
        raise NumberRefused(number)
    return number

"""Searches everything that was said or written for numbers that must not be there."""

import re
from collections.abc import Iterable

DIGITS = re.compile(r"\d(?:[ .\-]?\d)+")


def personal_traces(texts: Iterable[tuple[str, str]], numbers: set[str]) -> list[str]:
    """Where one of the numbers stands, in whatever grouping of its digits."""
    plain = {"".join(number.split()) for number in numbers}
    shortest = min(map(len, plain), default=0)
    return [where for where, text in texts if plain & runs_of_digits(text, shortest)]


def runs_of_digits(text: str, shortest: int) -> set[str]:
    """Every run of digits long enough to be one, as it stands and without its separators."""
    found = set()
    for match in DIGITS.finditer(text):
        joined = re.sub(r"\D", "", match.group())
        if len(joined) >= shortest:
            found |= {joined, *re.findall(r"\d+", match.group())}
    return found

"""Made-up civil-service numbers: right in form, with sequences that are never given (9xx)."""

import csv
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"
"""Reference material beside the checkout; the story plays without it, too."""

VECTORS = DATA / "institutions" / "nip_vectors.csv"
MALFORMED = (
    "19870415201001290",
    "198713152010012903",
    "199902292024032901",
    "198704152010132903",
    "198704152010013903",
    "198704152010012000",
    "131110468",
)
"""A few of the vectors, for a checkout without the reference material."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to invite."""

    number: str = field(repr=False)
    category: str


def invented(dice: Random, count: int, *, besides: Collection[str] = ()) -> list[Person]:
    """People of all categories, no two with the same number and none with one of ``besides``."""
    people: dict[str, Person] = {}
    while len(people) < count:
        category = dice.choice(("CPNS", "CPNS", "PNS", "PPPK", "PPPK_PARUH_WAKTU"))
        number = invented_number(dice, pppk=category.startswith("PPPK"))
        if number not in besides:
            people[number] = Person(number, category)
    return list(people.values())


def invented_number(dice: Random, *, pppk: bool) -> str:
    """Birth date, appointment (or the mark of a PPPK), sex, sequence from 900."""
    birth = f"{dice.randint(1970, 2001)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
    appointed = dice.randint(2020, 2026)
    month = f"2{dice.randint(1, 3)}" if pppk else f"{dice.randint(1, 12):02d}"
    return f"{birth}{appointed}{month}{dice.choice('12')}{dice.randint(900, 999)}"


def malformed() -> list[str]:
    """Numbers the registry must refuse."""
    if not VECTORS.exists():
        return list(MALFORMED)
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return [row["input"] for row in csv.DictReader(file) if row["expect"] == "invalid"]

"""The people of the story have numbers the registry would take, and nobody's real ones."""

from datetime import date
from random import Random

from local.story.numbers import invented, malformed
from registry.people.numbers.rules import (
    Category,
    CivilServiceNumber,
    NumberRefusal,
    read_number,
    read_number_of,
)

TODAY = date(2026, 11, 23)


def test_every_invented_number_suits_its_category() -> None:
    for person in invented(Random(1), 500):
        read = read_number_of(person.number, Category(person.category), today=TODAY)
        assert isinstance(read, CivilServiceNumber)


def test_invented_sequences_are_never_given_out() -> None:
    assert {person.number[15] for person in invented(Random(2), 200)} == {"9"}


def test_nobody_is_invented_twice() -> None:
    people = invented(Random(3), 500)

    assert len({person.number for person in people}) == len(people)


def test_the_same_dice_avoid_the_numbers_that_are_taken() -> None:
    taken = {person.number for person in invented(Random(4), 300)}

    others = {person.number for person in invented(Random(4), 300, besides=taken)}

    assert len(others) == 300
    assert not others & taken


def test_every_malformed_number_is_refused() -> None:
    assert all(isinstance(read_number(n, today=TODAY), NumberRefusal) for n in malformed())

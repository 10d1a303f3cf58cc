"""A number is read once, and what is wrong with it has a sentence."""

from datetime import date

import pytest

from registry.people.numbers.errors import SENTENCES, NumberRefused
from registry.people.numbers.rules import KIND_OF, Category, NumberKind, NumberRefusal
from registry.people.numbers.service import sound_number

TODAY = date(2026, 11, 22)


def test_a_sound_number_is_read_with_its_spaces() -> None:
    number = sound_number("19870415 201001 2 903", Category.PNS, TODAY)

    assert number.digits == "198704152010012903"


def test_a_number_of_the_other_register_is_refused_with_its_reason() -> None:
    with pytest.raises(NumberRefused) as refused:
        sound_number("198704152010012903", Category.PPPK, TODAY)

    assert refused.value.sentence is SENTENCES["category_needs_ni_pppk"]
    assert "198704152010012903" not in str(refused.value.sentence)


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(NumberRefusal)
    assert all(sentence.id != sentence.en for sentence in SENTENCES.values())


def test_which_category_carries_which_number() -> None:
    assert KIND_OF == {
        Category.PNS: NumberKind.NIP,
        Category.CPNS: NumberKind.NIP,
        Category.PPPK: NumberKind.NI_PPPK,
        Category.PPPK_PARUH_WAKTU: NumberKind.NI_PPPK,
    }

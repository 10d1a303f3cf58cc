"""The words of the API, and the first and last number that is believed."""

from datetime import date

import pytest

from registry.people.numbers.rules import (
    KIND_OF,
    Category,
    CivilServiceNumber,
    NumberKind,
    NumberRefusal,
    read_number,
    read_number_of,
)

TODAY = date(2026, 11, 22)


def told(written: str) -> object:
    number = read_number(written, today=TODAY)
    return number.value if isinstance(number, NumberRefusal) else number.digits


@pytest.mark.parametrize(
    "written",
    [
        "200001012018011001",
        "200012312018121001",
        "199912312017122999",
        "198511302021212001",
        "198511302021292001",
        "199001012027011001",
        "19870415\t201001\n2 903",
    ],
)
def test_the_first_and_the_last_of_everything_is_believed(written: str) -> None:
    assert told(written) == "".join(written.split())


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("200001012017011001", "appointment_too_early"),
        ("199001012028011001", "appointment_in_the_future"),
        ("198704152010202001", "appointment_impossible"),
        ("198704152010302001", "appointment_impossible"),
        ("198704002010012001", "birth_date_impossible"),
        ("198700152010012001", "birth_date_impossible"),
        ("19870415201001200１", "not_eighteen_digits"),
        ("1311104680", "not_eighteen_digits"),
        ("13111046", "not_eighteen_digits"),
        ("13111046x", "not_eighteen_digits"),
    ],
)
def test_and_one_beyond_is_not(written: str, reason: str) -> None:
    assert told(written) == reason


def test_every_part_is_read_from_its_own_digits() -> None:
    nip = CivilServiceNumber("198704152010112903")
    pppk = CivilServiceNumber("198511302021291015")

    assert (nip.birth, nip.appointed_year, nip.appointed_month) == (date(1987, 4, 15), 2010, 11)
    assert (nip.kind, nip.agreement_frequency) == (NumberKind.NIP, None)
    assert (nip.sex_digit, nip.sequence) == (2, 903)
    assert (pppk.kind, pppk.agreement_frequency, pppk.appointed_month) == ("ni_pppk", 9, None)
    assert (pppk.sex_digit, pppk.sequence) == (1, 15)


def test_a_number_shows_dots_and_nothing_else() -> None:
    number = CivilServiceNumber("198704152010012903")

    assert (repr(number), str(number), f"{number:>20}") == ("CivilServiceNumber(…)", "…", "…")


@pytest.mark.parametrize(
    ("category", "nip", "pppk"),
    [
        ("PNS", None, "category_needs_nip"),
        ("CPNS", None, "category_needs_nip"),
        ("PPPK", "category_needs_ni_pppk", None),
        ("PPPK_PARUH_WAKTU", "category_needs_ni_pppk", None),
    ],
)
def test_each_category_carries_its_own_kind(
    category: str, nip: str | None, pppk: str | None
) -> None:
    for written, reason in (("198704152010012903", nip), ("198511302021222915", pppk)):
        read = read_number_of(written, Category(category), today=TODAY)
        assert (read.value if isinstance(read, NumberRefusal) else None) == reason


def test_the_words_are_those_of_the_api() -> None:
    assert {category.value: kind.value for category, kind in KIND_OF.items()} == {
        "PNS": "nip",
        "CPNS": "nip",
        "PPPK": "ni_pppk",
        "PPPK_PARUH_WAKTU": "ni_pppk",
    }
    assert [*NumberRefusal] == [
        "old_nine_digit_form",
        "not_eighteen_digits",
        "rounded_by_spreadsheet",
        "birth_date_impossible",
        "appointment_impossible",
        "appointment_too_early",
        "appointment_in_the_future",
        "sex_digit_impossible",
        "sequence_zero",
        "category_needs_nip",
        "category_needs_ni_pppk",
    ]

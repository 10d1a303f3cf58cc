"""The numbers of PNS and PPPK, one test per sentence of the rules."""

import copy
import csv
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.people.numbers.rules import (
    Category,
    CivilServiceNumber,
    NumberKind,
    NumberRefusal,
    read_number,
    read_number_of,
)

TODAY = date(2026, 11, 22)
VECTORS = Path(__file__).parents[5] / "shared/data/institutions/nip_vectors.csv"

REFUSED = {
    "19870415201001290": NumberRefusal.NOT_EIGHTEEN_DIGITS,
    "1987041520100129033": NumberRefusal.NOT_EIGHTEEN_DIGITS,
    "19870415201001290X": NumberRefusal.NOT_EIGHTEEN_DIGITS,
    "１98704152010012903": NumberRefusal.NOT_EIGHTEEN_DIGITS,
    "": NumberRefusal.NOT_EIGHTEEN_DIGITS,
    "131110468": NumberRefusal.OLD_NINE_DIGIT_FORM,
    "198713152010012903": NumberRefusal.BIRTH_DATE_IMPOSSIBLE,
    "199902292024032901": NumberRefusal.BIRTH_DATE_IMPOSSIBLE,
    "000001012024032901": NumberRefusal.BIRTH_DATE_IMPOSSIBLE,
    "198704152010132903": NumberRefusal.APPOINTMENT_IMPOSSIBLE,
    "198704152010002903": NumberRefusal.APPOINTMENT_IMPOSSIBLE,
    "198704152010202903": NumberRefusal.APPOINTMENT_IMPOSSIBLE,
    "198704152010302903": NumberRefusal.APPOINTMENT_IMPOSSIBLE,
    "201504152020012903": NumberRefusal.APPOINTMENT_TOO_EARLY,
    "198704151986012903": NumberRefusal.APPOINTMENT_TOO_EARLY,
    "198704152028012903": NumberRefusal.APPOINTMENT_IN_THE_FUTURE,
    "198704152010013903": NumberRefusal.SEX_DIGIT_IMPOSSIBLE,
    "198704152010010903": NumberRefusal.SEX_DIGIT_IMPOSSIBLE,
    "198704152010012000": NumberRefusal.SEQUENCE_ZERO,
}


def understood(written: str) -> CivilServiceNumber:
    number = read_number(written, today=TODAY)
    assert isinstance(number, CivilServiceNumber)
    return number


@pytest.mark.parametrize(("written", "reason"), REFUSED.items())
def test_what_cannot_be_a_number_is_refused_with_its_reason(
    written: str, reason: NumberRefusal
) -> None:
    assert read_number(written, today=TODAY) is reason


def test_a_nip_tells_birth_appointment_sex_and_sequence() -> None:
    number = understood("198704152010012903")

    assert (number.birth, number.appointed_year, number.appointed_month) == (
        date(1987, 4, 15),
        2010,
        1,
    )
    assert (number.kind, number.sex_digit, number.sequence) == (NumberKind.NIP, 2, 903)


def test_a_number_of_a_pppk_tells_its_agreement_and_no_month() -> None:
    number = understood("198511302021222915")

    assert (number.kind, number.agreement_frequency) == (NumberKind.NI_PPPK, 2)
    assert number.appointed_month is None


def test_spaces_as_printed_on_letters_are_no_part_of_the_number() -> None:
    assert understood("19870415 201001 2 903") == understood("198704152010012903")


@pytest.mark.parametrize(
    "written",
    [
        "19870415-201001-2-903",
        "19870415.201001.2.903",
        "19870415 \u2013 201001 \u2013 2 \u2013 903",
        "19870415\u2011201001\u22122\u00ad903",
        "19870415\u00b7201001\u00a02\u2009903",
        "'198704152010012903",
        "\u2018198704152010012903\u2019",
        '"198704152010012903"',
        "\u200e198704152010012903\u200f",
        "\ufeff198704152010012903\u200b",
        "198704152010012903\t\r\n",
        "198.704.152.010.012.903",
    ],
)
def test_marks_that_people_and_programs_put_around_digits_are_no_part_of_it(written: str) -> None:
    assert understood(written).digits == "198704152010012903"


@pytest.mark.parametrize(
    "written",
    [
        "198704152010012903.0",
        "198704152010012903,00",
        "'198704152010012903.0",
        " 198704152010012903.0\u200e",
        "1.98704E+17",
        "1,98704E+17",
        "1.98704152010013e17",
        "2E17",
    ],
)
def test_what_went_through_a_sheet_as_a_figure_is_refused_by_name(written: str) -> None:
    assert read_number(written, today=TODAY) is NumberRefusal.ROUNDED_BY_SPREADSHEET


@pytest.mark.parametrize(
    "written",
    [
        "NIP 198704152010012903",
        "198704152010012903/2",
        "19870415201001290.3.0",
        "198704152010012903.5",
        "1987O4152010012903",
        "-",
        "...",
    ],
)
def test_what_is_more_than_marks_and_digits_is_not_read(written: str) -> None:
    assert read_number(written, today=TODAY) is NumberRefusal.NOT_EIGHTEEN_DIGITS


def test_an_appointment_that_takes_effect_next_year_is_believed() -> None:
    assert understood("199904152027012903").appointed_year == 2027


@pytest.mark.parametrize("category", [Category.PPPK, Category.PPPK_PARUH_WAKTU])
def test_a_pppk_does_not_carry_a_nip(category: Category) -> None:
    judged = read_number_of("198704152010012903", category, today=TODAY)

    assert judged is NumberRefusal.CATEGORY_NEEDS_NI_PPPK


@pytest.mark.parametrize("category", [Category.PNS, Category.CPNS])
def test_a_pns_or_cpns_does_not_carry_the_number_of_a_pppk(category: Category) -> None:
    judged = read_number_of("198511302021222915", category, today=TODAY)

    assert judged is NumberRefusal.CATEGORY_NEEDS_NIP


@pytest.mark.parametrize("category", list(Category))
def test_a_malformed_number_is_malformed_in_every_category(category: Category) -> None:
    judged = read_number_of("198704152010012000", category, today=TODAY)

    assert judged is NumberRefusal.SEQUENCE_ZERO


def test_a_number_never_prints_itself() -> None:
    number = understood("198704152010012903")

    printed = f"{number} {number!r} {number!s} {number:>30} {[number]} %s" % number

    assert not any(part in printed for part in ("1987", "903", "201001"))


@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_number_is_neither_pickled_nor_copied(duplicate: object) -> None:
    assert callable(duplicate)

    with pytest.raises(TypeError, match="never pickled"):
        duplicate(understood("198704152010012903"))


@given(st.text(max_size=40))
def test_reading_never_fails_whatever_is_written(written: str) -> None:
    assert isinstance(read_number(written, today=TODAY), CivilServiceNumber | NumberRefusal)


@settings(max_examples=300)
@given(st.from_regex(r"(19[5-9]|200)\d[01]\d[0-3]\d20[0-3]\d[0-3]\d[0-4]\d{3}", fullmatch=True))
def test_whatever_is_accepted_is_consistent(written: str) -> None:
    number = read_number(written, today=TODAY)

    if isinstance(number, CivilServiceNumber):
        assert number.digits == written
        assert number.appointed_year - number.birth.year >= 18
        assert number.sex_digit in (1, 2)
        assert (number.appointed_month is None) != (number.agreement_frequency is None)


@given(
    birth=st.dates(date(1955, 1, 1), date(2005, 12, 31)),
    month=st.integers(1, 12),
    years=st.integers(18, 21),
    sex=st.sampled_from("12"),
    sequence=st.integers(1, 999),
)
def test_every_well_formed_nip_is_accepted(
    birth: date, month: int, years: int, sex: str, sequence: int
) -> None:
    number = understood(f"{birth:%Y%m%d}{birth.year + years}{month:02}{sex}{sequence:03}")

    assert (number.birth, number.appointed_month, number.sequence) == (birth, month, sequence)


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors lie beside the checkout")
def test_the_vectors_of_the_research_pass() -> None:
    for vector in csv.DictReader(VECTORS.read_text().splitlines()):
        judged = read_number(vector["input"], today=TODAY)
        assert told(judged) == expected(vector), vector["note"]


def expected(vector: dict[str, str]) -> tuple[str, ...] | None:
    """The parsed columns of a vector; nothing for one to be refused."""
    if vector["expect"] == "invalid":
        return None
    columns = ("category", "birth", "appointed", "pppk_frequency", "sex", "sequence")
    return tuple(vector[column] for column in columns)


def told(judged: CivilServiceNumber | NumberRefusal) -> tuple[str, ...] | None:
    """What a number tells, in the spelling of the vectors."""
    if isinstance(judged, NumberRefusal):
        return None
    month = judged.appointed_month
    return (
        "PNS" if judged.kind is NumberKind.NIP else "PPPK",
        judged.birth.isoformat(),
        f"{judged.appointed_year}" + (f"-{month:02}" if month else ""),
        str(judged.agreement_frequency or ""),
        str(judged.sex_digit),
        f"{judged.sequence:03}",
    )

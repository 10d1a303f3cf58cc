"""Codes people read aloud and type."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.people.codes.rules import ALPHABET, CODE_LETTERS, code_from, in_groups, read_code


@given(st.binary(min_size=12, max_size=32))
def test_every_code_reads_back_as_its_own_letters(chance: bytes) -> None:
    code = code_from(chance)

    assert read_code(code) == code.replace("-", "")


@pytest.mark.parametrize("written", ["7kqm 2xwd 9zta", "7KQM-2XWD-9ZTA", " 7KQM2XWD9ZTA "])
def test_a_code_is_read_however_it_is_typed(written: str) -> None:
    assert read_code(written) == "7KQM2XWD9ZTA"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert read_code("OIL0-2XWD-9ZTA") == "01102XWD9ZTA"


@pytest.mark.parametrize(
    "written", ["", "7KQM", "7KQM-2XWD-9ZTU", "7KQM-2XWD-9ZTA-1", "７KQM2XWD9ZTA"]
)
def test_what_is_no_code_is_not_read(written: str) -> None:
    assert read_code(written) is None


def test_codes_have_sixty_bits_and_do_not_repeat() -> None:
    codes = {code_from(os.urandom(16)) for _ in range(2000)}

    assert len(codes) == 2000
    assert set("".join(codes)) == {*ALPHABET, "-"}


def test_a_code_is_twelve_letters_in_three_groups_made_of_chance_alone() -> None:
    assert code_from(bytes(range(12))) == "0123-4567-89AB"
    assert code_from(bytes(range(20, 40))) == "MNPQ-RSTV-WXYZ"
    assert code_from(bytes([32, 63, 255, *range(9)])) == "0ZZ0-1234-5678"
    assert ALPHABET == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert CODE_LETTERS == 12


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("oil0-1234\t5678", "011012345678"),
        ("0123-4567-89AB", "0123456789AB"),
        ("0123-4567-89A", None),
        ("0123-4567-89ABC", None),
        ("0123-4567-89AU", None),
        ("0123.4567.89AB", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_people_write_it(written: str, read: str | None) -> None:
    assert read_code(written) == read


@given(st.binary(min_size=12, max_size=12))
def test_canonical_letters_are_shown_as_the_code_was(chance: bytes) -> None:
    code = code_from(chance)

    assert in_groups(read_code(code) or "") == code

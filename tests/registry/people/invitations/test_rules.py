"""Enrolment codes and the life of an invitation."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.people.invitations import errors
from registry.people.invitations.rules import (
    ALPHABET,
    InvitationRefusal,
    SoundNumber,
    code_from,
    is_locked,
    read_code,
    sort_out,
)
from registry.people.numbers.rules import Category


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


def test_the_fifth_wrong_number_locks() -> None:
    assert [is_locked(tries) for tries in (0, 4, 5, 6)] == [False, False, True, True]


def people(*fingerprints: bytes) -> list[SoundNumber]:
    return [
        SoundNumber(index, Category.PNS, "198704152010012903", fingerprint)
        for index, fingerprint in enumerate(fingerprints)
    ]


def test_whoever_is_neither_enrolled_nor_waiting_is_free_to_be_invited() -> None:
    listed = people(b"a", b"b")

    assert sort_out(listed, enrolled=[b"c"], waiting=[b"d"]) == (listed, [])


def test_each_person_hears_the_first_reason_against_an_invitation() -> None:
    listed = people(b"free", b"here", b"asked", b"free", b"here", b"both")

    free, refused = sort_out(listed, enrolled=[b"here", b"both"], waiting=[b"asked", b"both"])

    assert free == [listed[0]]
    assert [(each.index, each.reason) for each in refused] == [
        (1, "already_enrolled"),
        (2, "already_invited"),
        (3, "twice_in_request"),
        (4, "twice_in_request"),
        (5, "already_enrolled"),
    ]


def test_a_listed_number_never_prints_itself() -> None:
    assert "198704152010012903" not in repr(people(b"a"))


def test_every_refusal_has_its_sentence() -> None:
    assert set(errors.SENTENCES) == set(InvitationRefusal)

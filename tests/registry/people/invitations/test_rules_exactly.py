"""Codes as they are printed, and where patience ends."""

import pytest

from registry.people.invitations.rules import (
    ALPHABET,
    CODE_LETTERS,
    MOST_PEOPLE,
    MOST_WRONG_TRIES,
    InvitationRefusal,
    code_from,
    is_locked,
    read_code,
)


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


def test_five_wrong_numbers_lock_and_500_people_are_a_list() -> None:
    assert [tries for tries in range(7) if is_locked(tries)] == [5, 6]
    assert (MOST_WRONG_TRIES, MOST_PEOPLE) == (5, 500)
    assert [*InvitationRefusal] == ["twice_in_request", "already_enrolled", "already_invited"]

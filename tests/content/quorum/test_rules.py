"""Who must assent: two people, one from elsewhere, and one of each institution that is meant."""

import pytest

from content.quorum.rules import Assent, Missing, Wanted, missing
from content.wordings.rules.wording import Audience

LINES = {
    "klpd:K65": frozenset({"klpd:K65"}),
    "bkn:1": frozenset({"bkn:1", "klpd:K65"}),
    "klpd:K3": frozenset({"klpd:K3"}),
    "klpd:K9": frozenset({"klpd:K9"}),
    "wilayah:32": frozenset({"wilayah:32"}),
    "wilayah:32.73": frozenset({"wilayah:32.73", "wilayah:32"}),
    "wilayah:32.04": frozenset({"wilayah:32.04", "wilayah:32"}),
}
PERSON = Missing(Wanted.ANOTHER_PERSON)
ELSEWHERE = Missing(Wanted.ANOTHER_INSTITUTION)
OWN, TRADE = "klpd:K65", "klpd:K24"


def of(institution: str) -> Missing:
    return Missing(Wanted.TARGETED_INSTITUTION, institution)


def wanted(
    *seats: str | tuple[str, ...], meant: tuple[str, ...] = (OWN,), author: str = OWN
) -> tuple[Missing, ...]:
    """What is missing once a different person from each seat has cleared."""
    assents = [
        Assent(f"p{n}", frozenset([seat] if isinstance(seat, str) else seat))
        for n, seat in enumerate(seats)
    ]
    return missing(author, Audience(meant), assents, LINES)


def test_at_first_two_people_are_missing_one_of_them_from_elsewhere() -> None:
    assert wanted() == (PERSON, ELSEWHERE)


@pytest.mark.parametrize(
    "seats", [("klpd:K3", "klpd:K9"), ("klpd:K3", "klpd:K3"), (OWN, "klpd:K3")]
)
def test_two_people_with_one_from_elsewhere_are_enough(seats: tuple[str, ...]) -> None:
    assert wanted(*seats) == ()
    assert wanted(*seats[::-1]) == ()


@pytest.mark.parametrize("seats", [(OWN, OWN), (OWN, "bkn:1"), ("bkn:1", "bkn:1"), (OWN, ())])
def test_the_own_house_alone_is_not(seats: tuple[str | tuple[str, ...], ...]) -> None:
    assert wanted(*seats) == (ELSEWHERE,)


def test_whoever_also_sits_with_the_author_is_not_from_elsewhere() -> None:
    assert wanted(("klpd:K3", OWN), ("klpd:K9", "bkn:1")) == (ELSEWHERE,)


def test_one_person_is_one_whatever_they_say_twice() -> None:
    assents = [Assent("p", frozenset({"klpd:K3"})), Assent("p", frozenset({"klpd:K9"}))]

    assert missing(OWN, Audience((OWN,)), assents, LINES) == (PERSON,)


def test_each_institution_that_is_meant_is_asked() -> None:
    meant = (OWN, TRADE, "klpd:K9")

    assert wanted("klpd:K3", "klpd:K3", meant=meant) == (of(TRADE), of("klpd:K9"))
    assert wanted("klpd:K9", "klpd:K3", meant=meant) == (of(TRADE),)
    assert wanted("klpd:K9", TRADE, meant=meant) == ()


def test_one_who_is_meant_is_also_the_one_from_elsewhere() -> None:
    assert wanted(OWN, TRADE, meant=(TRADE,)) == ()


def test_those_under_an_institution_speak_for_it_and_those_above_do_not() -> None:
    assert wanted("klpd:K3", "wilayah:32.73", meant=("wilayah:32",)) == ()
    assert wanted("klpd:K3", "wilayah:32", meant=("wilayah:32.73",)) == (of("wilayah:32.73"),)
    assert wanted("klpd:K3", "wilayah:32.04", meant=("wilayah:32.73",)) == (of("wilayah:32.73"),)


def test_those_under_the_author_need_nobody_and_those_above_do() -> None:
    city = "wilayah:32.73"

    assert wanted("klpd:K3", "klpd:K9", meant=("bkn:1",)) == ()
    assert wanted("klpd:K3", city, meant=("wilayah:32",), author=city) == (of("wilayah:32"),)
    assert wanted("klpd:K3", "wilayah:32.04", meant=("wilayah:32",), author=city) == ()


def test_a_message_to_everybody_is_read_by_two_from_elsewhere() -> None:
    assert wanted(OWN, "klpd:K3", meant=()) == (ELSEWHERE,)
    assert wanted("klpd:K3", "klpd:K9", meant=()) == wanted("klpd:K3", "klpd:K3", meant=()) == ()


def test_an_institution_the_registry_never_told_of_stands_alone() -> None:
    assert wanted("klpd:NEW", "klpd:K3", meant=("klpd:NEW",)) == ()


def test_the_words_are_those_of_the_api() -> None:
    assert [*Wanted] == ["another_person", "another_institution", "targeted_institution"]

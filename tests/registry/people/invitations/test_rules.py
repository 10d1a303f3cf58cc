"""Who of a list is invited, and the life of an invitation."""

from datetime import date, timedelta

from registry.people.invitations import errors
from registry.people.invitations.rules import (
    InvitationRefusal,
    SoundNumber,
    is_locked,
    open_until,
    sort_out,
)
from registry.people.numbers.rules import Category


def test_the_fifth_wrong_number_locks() -> None:
    assert [is_locked(tries) for tries in (0, 4, 5, 6)] == [False, False, True, True]


def people(*fingerprints: bytes) -> list[SoundNumber]:
    return [
        SoundNumber(index, Category.PNS, "198704152010012903", fingerprint)
        for index, fingerprint in enumerate(fingerprints)
    ]


def test_everybody_is_invited_whatever_is_known_of_them() -> None:
    listed = people(b"a", b"b")

    assert sort_out(listed) == (listed, [])


def test_a_number_twice_in_a_list_is_invited_once() -> None:
    listed = people(b"a", b"b", b"a", b"a")

    once, refused = sort_out(listed)

    assert once == listed[:2]
    assert [(each.index, each.reason) for each in refused] == [
        (2, "twice_in_request"),
        (3, "twice_in_request"),
    ]


def test_an_invitation_is_open_as_long_as_its_cohort_and_half_a_year_at_most() -> None:
    today = date(2026, 11, 26)

    assert open_until(date(2026, 12, 31), today) == date(2026, 12, 31)
    assert open_until(today + timedelta(days=180), today) == date(2027, 5, 25)
    assert open_until(date(2099, 12, 31), today) == date(2027, 5, 25)


def test_a_listed_number_never_prints_itself() -> None:
    assert "198704152010012903" not in repr(people(b"a"))


def test_every_refusal_has_its_sentence() -> None:
    assert set(errors.SENTENCES) == set(InvitationRefusal)

"""Where patience ends."""

from registry.people.invitations.rules import (
    MOST_PEOPLE,
    MOST_WRONG_TRIES,
    InvitationRefusal,
    is_locked,
)


def test_five_wrong_numbers_lock_and_500_people_are_a_list() -> None:
    assert [tries for tries in range(7) if is_locked(tries)] == [5, 6]
    assert (MOST_WRONG_TRIES, MOST_PEOPLE) == (5, 500)
    assert [*InvitationRefusal] == ["twice_in_request"]

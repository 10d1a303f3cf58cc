"""What a client may ask for."""

import pytest

from registry.access.clients.rules import OAuthRefusal, Reach, narrowed, read_scope, tie

GRANTED = ("registry.me", "content.me")


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("registry.me", ("registry.me",)),
        ("registry.me  content.me registry.me", ("registry.me", "content.me")),
        ("verification.observations.write", ("verification.observations.write",)),
        ("", ()),
    ],
)
def test_scopes_are_words_separated_by_spaces(text: str, scopes: tuple[str, ...]) -> None:
    assert read_scope(text) == scopes


@pytest.mark.parametrize("text", ["me", "Registry.me", "registry.*", "registry.me;x", "a.b.c.d.e"])
def test_what_has_not_the_form_of_a_scope_is_not_read(text: str) -> None:
    assert read_scope(text) is None


def test_asking_for_nothing_gives_everything_granted() -> None:
    assert narrowed(GRANTED, None) == GRANTED


def test_a_request_narrows_the_scope() -> None:
    assert narrowed(GRANTED, ("content.me",)) == ("content.me",)


@pytest.mark.parametrize("asked", [("registry.clients.write",), ("registry.me", "events.read"), ()])
def test_a_request_never_widens_the_scope(asked: tuple[str, ...]) -> None:
    assert narrowed(GRANTED, asked) is OAuthRefusal.INVALID_SCOPE


OF_SERVICES = frozenset({"events.internal"})
ADMINISTRATOR = ("registry.clients.write", "events.read")


@pytest.mark.parametrize(
    ("scopes", "own", "others", "found"),
    [
        (("registry.me",), False, 0, None),
        (("events.internal",), False, 2, "of_a_service"),
        (("events.internal", "registry.me"), True, 2, "of_a_service"),
        (("registry.me",), True, 2, "own"),
        (ADMINISTRATOR, False, 2, None),
        (ADMINISTRATOR, False, 1, "one_of_two_administrators"),
        (ADMINISTRATOR, False, 0, "one_of_two_administrators"),
    ],
)
def test_services_oneself_and_two_administrators_are_not_cut_off(
    scopes: tuple[str, ...], own: bool, others: int, found: str | None
) -> None:
    assert tie(scopes, OF_SERVICES, own=own, others_administer=others) == found


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Reach(("b", "a"), ("k:2", "k:1")), True),
        (Reach(("a",), ("k:1", "k:2")), False),
        (Reach(("a", "b"), ("k:1",)), False),
    ],
)
def test_rights_are_the_same_in_any_order(other: Reach, same: bool) -> None:
    assert Reach(("a", "b"), ("k:1", "k:2")).same_as(other) is same

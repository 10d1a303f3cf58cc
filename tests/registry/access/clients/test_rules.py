"""What a client may ask for."""

import pytest

from registry.access.clients.rules import OAuthRefusal, narrowed, read_scope

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

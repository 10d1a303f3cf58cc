"""Where an officer stands, in the words of the public API."""

from registry.people.officers.rules import OfficerState


def test_the_states_are_the_words_of_the_api() -> None:
    assert [*OfficerState] == ["provisioned", "active", "withdrawn"]

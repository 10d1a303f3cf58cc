"""The life of an account, in the words of the public API."""

from registry.accounts.account.rules.lifecycle import AccountState, may_be_challenged, number_secret


def test_the_states_are_the_words_of_the_api() -> None:
    assert [*AccountState] == ["claimed", "challenged", "linked", "unlinked"]


def test_only_an_account_not_yet_proven_is_challenged() -> None:
    challenged = [state for state in AccountState if may_be_challenged(state)]

    assert challenged == [AccountState.CLAIMED, AccountState.CHALLENGED]


def test_the_same_number_on_another_platform_is_another_account() -> None:
    assert number_secret("x", "17") == b"x:17"
    assert number_secret("x", "17") != number_secret("instagram", "17")

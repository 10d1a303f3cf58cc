"""The life of an account, in the words of the public API."""

from registry.accounts.account.rules.lifecycle import AccountState, may_be_challenged, number_secret


def test_the_states_are_the_words_of_the_api() -> None:
    assert [*AccountState] == [
        "claimed",
        "challenged",
        "linked",
        "control_lost",
        "renamed",
        "gone",
        "private",
        "unlinked",
    ]


def test_only_what_is_unproven_or_was_lost_is_challenged() -> None:
    challenged = [state for state in AccountState if may_be_challenged(state)]

    assert challenged == [
        AccountState.CLAIMED,
        AccountState.CHALLENGED,
        AccountState.CONTROL_LOST,
    ]


def test_the_same_number_on_another_platform_is_another_account() -> None:
    assert number_secret("x", "17") == b"x:17"
    assert number_secret("x", "17") != number_secret("instagram", "17")

"""The life of a registered account."""

from enum import StrEnum


class AccountState(StrEnum):
    """Where an account stands. The values are part of the public API."""

    CLAIMED = "claimed"
    CHALLENGED = "challenged"
    LINKED = "linked"
    UNLINKED = "unlinked"


PRESENT = (AccountState.CLAIMED, AccountState.CHALLENGED, AccountState.LINKED)
"""States in which the account takes the one place its platform has for an officer."""


def may_be_challenged(state: AccountState) -> bool:
    """A linked account needs no proof any more, an unlinked one starts anew."""
    return state in (AccountState.CLAIMED, AccountState.CHALLENGED)

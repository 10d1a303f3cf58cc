"""The life of a registered account."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from registry.accounts.account.rules.addresses import AccountRef

EARLIER_TOLD = 100
"""Ids an account had before, as told when it is linked; the latest ones count."""


class AccountState(StrEnum):
    """Where an account stands. The values are part of the public API."""

    CLAIMED = "claimed"
    CHALLENGED = "challenged"
    LINKED = "linked"
    CONTROL_LOST = "control_lost"
    """Another account of the platform stands behind the name."""
    RENAMED = "renamed"
    """The same account goes by another name, which nobody has looked at yet."""
    GONE = "gone"
    PRIVATE = "private"
    UNLINKED = "unlinked"


CLAIMS = (AccountState.CLAIMED, AccountState.CHALLENGED)
"""Nothing was proven yet."""
PROVEN = (AccountState.LINKED, AccountState.RENAMED, AccountState.GONE, AccountState.PRIVATE)
"""Control was proven and not lost: nobody else may link the same account of the platform."""
WATCHED = (*PROVEN, AccountState.CONTROL_LOST)
"""Looked at every week."""


@dataclass(frozen=True, slots=True)
class AccountLinked:
    """An officer proved control of an account."""

    account_id: UUID
    officer_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountStateChanged:
    """Another stands behind the name of an account, or its holder does again."""

    account_id: UUID
    officer_id: UUID
    state: AccountState
    at: datetime


@dataclass(frozen=True, slots=True)
class NewNameConfirmed:
    """A person has looked at the new name of an account."""

    account_id: UUID
    officer_id: UUID
    name: AccountRef
    principal: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountLetGo:
    """An officer lets go of one account, which is unlinked next."""

    account_id: UUID
    officer_id: UUID
    at: datetime


def number_secret(platform: str, number: str) -> bytes:
    """What an account's fingerprint is taken of; the same number elsewhere is another account."""
    return f"{platform}:{number}".encode()


def may_be_challenged(state: AccountState) -> bool:
    """Whose control was lost proves it again; an account that is unlinked starts anew."""
    return state in (*CLAIMS, AccountState.CONTROL_LOST)

"""The life of a registered account."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

EARLIER_TOLD = 100
"""Ids an account had before, as told when it is linked; the latest ones count."""


class AccountState(StrEnum):
    """Where an account stands. The values are part of the public API."""

    CLAIMED = "claimed"
    CHALLENGED = "challenged"
    LINKED = "linked"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True)
class AccountLinked:
    """An officer proved control of an account."""

    officer_id: UUID
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
    """A linked account needs no proof any more, an unlinked one starts anew."""
    return state in (AccountState.CLAIMED, AccountState.CHALLENGED)

"""When a person is erased, and when all of it is done."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

PEERS = ("content", "verification")
"""The services that hold something of a person, too; each sends a receipt."""

AT_ONCE = timedelta(0)
"""How long somebody waits who asks to be erased."""


class Cause(StrEnum):
    """What an erasure came from. The values are part of the public API."""

    ASKED = "asked"
    WITHDRAWN = "withdrawn"


class ErasureState(StrEnum):
    """How far an erasure has come. The values are part of the public API."""

    SCHEDULED = "scheduled"
    """The person's own data still stands, unused, until it is due."""
    WAITING_FOR_RECEIPTS = "waiting_for_receipts"
    """The registry has erased; another service has not said so yet."""
    DONE = "done"


def state_of(erased_at: datetime | None, received: Collection[str]) -> ErasureState:
    """How far it has come, given which peers have answered."""
    if erased_at is None:
        return ErasureState.SCHEDULED
    return ErasureState.WAITING_FOR_RECEIPTS if missing(received) else ErasureState.DONE


def missing(received: Collection[str]) -> list[str]:
    """The peers whose receipt is outstanding."""
    return [peer for peer in PEERS if peer not in received]

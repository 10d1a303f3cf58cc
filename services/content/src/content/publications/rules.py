"""What the public sees of a message as time goes by."""

from datetime import datetime
from enum import StrEnum


class PublicState(StrEnum):
    """The state of something published. The values are part of the public API."""

    RELEASED = "released"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def public_state(
    *, withdrawn_at: datetime | None, expires_at: datetime, now: datetime
) -> PublicState:
    """A withdrawal outweighs everything; expiry needs no job to have run."""
    if withdrawn_at is not None:
        return PublicState.WITHDRAWN
    return PublicState.EXPIRED if expires_at <= now else PublicState.RELEASED


def page_path(message_id: object) -> str:
    """Where a citizen reads the message; the address stays for ever."""
    return f"/p/{message_id}"

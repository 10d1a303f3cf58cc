"""What the public sees of a message as time goes by."""

from datetime import UTC, datetime
from enum import StrEnum

from content.wordings.rules.wording import Tongue
from shared.language import Language, Text


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


WITHDRAWN = Text("Pesan ini ditarik", "This message was withdrawn")


def language_of(tongue: Tongue) -> Language:
    """In which of our two languages the words around a message stand."""
    return "en" if tongue is Tongue.ENGLISH else "id"


def headline(title: str, tongue: Tongue, *, withdrawn: bool) -> str:
    """What a message is called in public; what was wrong is not said once more by its title."""
    return WITHDRAWN.pick(language_of(tongue)) if withdrawn else title


def stamp(moment: datetime) -> str:
    """A moment for machines, in whole seconds: HTML and RFC 3339 both read it."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def page_path(message_id: object) -> str:
    """Where a citizen reads the message; the address stays for ever."""
    return f"/p/{message_id}"

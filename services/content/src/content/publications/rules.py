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


class WithdrawalReason(StrEnum):
    """Why a message is taken back. The values are part of the public API.

    Nobody clears a withdrawal, since what is wrong must go at once; so nobody writes a word of it.
    """

    FACTS_WRONG = "facts_wrong"
    OUTDATED = "outdated"
    SOURCE_UNRELIABLE = "source_unreliable"
    PERSONAL_DATA = "personal_data"
    WRONG_AUDIENCE = "wrong_audience"
    NOT_NEUTRAL = "not_neutral"
    RELEASED_BY_MISTAKE = "released_by_mistake"
    OTHER = "other"


REASONS = {
    WithdrawalReason.FACTS_WRONG: Text(
        "Ada keterangan yang keliru.", "Something it said was wrong."
    ),
    WithdrawalReason.OUTDATED: Text("Isinya tidak berlaku lagi.", "It no longer holds."),
    WithdrawalReason.SOURCE_UNRELIABLE: Text(
        "Sumbernya tidak dapat diandalkan lagi.", "Its source can no longer be relied on."
    ),
    WithdrawalReason.PERSONAL_DATA: Text("Ada data pribadi di dalamnya.", "It held personal data."),
    WithdrawalReason.WRONG_AUDIENCE: Text(
        "Pesan ini bukan untuk penerimanya.", "It was not meant for those who received it."
    ),
    WithdrawalReason.NOT_NEUTRAL: Text("Isinya tidak netral.", "It was not neutral."),
    WithdrawalReason.RELEASED_BY_MISTAKE: Text(
        "Pesan ini terbit karena kekeliruan.", "It was released by mistake."
    ),
    WithdrawalReason.OTHER: Text(
        "Instansi menariknya; tanyakan alasannya kepada instansi itu.",
        "The institution took it back; ask it why.",
    ),
}
"""What readers are told. More is told by another message, which two people clear."""

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

"""What a measure hangs on."""

from enum import StrEnum


class HoldKind(StrEnum):
    """Whom or what a hold recognises, by a keyed fingerprint."""

    NUMBER = "number"
    """Whoever enrols with this civil-service number, under whichever invitation."""
    ACCOUNT = "account"
    """Whoever links this account of a platform, under whichever name."""


def address_secret(platform: str, handle_key: str) -> bytes:
    """What an address's fingerprint is taken of, once its holder is erased."""
    return f"address {platform}:{handle_key}".encode()

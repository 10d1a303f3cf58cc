"""By when a person should have looked at a new name, and whether it still is the name."""

from datetime import datetime, timedelta

from registry.accounts.sightings.rules import Behind, Look


def look_by(noticed_at: datetime, days: int) -> datetime:
    """The moment until which a holder may expect that somebody has looked."""
    return noticed_at + timedelta(days=days)


def goes_by(look: Look, handle: str) -> bool:
    """Whether the look found the account under that new name; nobody there goes by none."""
    if look.behind is not Behind.RENAMED or look.seen is None:
        return False
    return look.seen.handle == handle.lower()

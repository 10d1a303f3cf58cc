"""By when a person should have looked at a new name."""

from datetime import datetime, timedelta


def look_by(noticed_at: datetime, days: int) -> datetime:
    """The moment until which a holder may expect that somebody has looked."""
    return noticed_at + timedelta(days=days)

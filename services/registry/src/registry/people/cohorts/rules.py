"""How long the invitations of a cohort may be accepted."""

from datetime import date


def is_open(expires_on: date, today: date) -> bool:
    """Whether an invitation may still be accepted; it may on its last day."""
    return today <= expires_on

"""What follows from a decision."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AccountEligible:
    """Verification found an account eligible, and said nothing else since."""

    officer_id: UUID
    at: datetime


def opens_the_way(decision: str) -> bool:
    """Whether this word of verification may be what a badge was waiting for."""
    return decision == "eligible"

"""Who may decide on a badge, for which reasons, and when it is looked at again."""

from datetime import date, timedelta
from enum import StrEnum

LATEST_REVIEW = timedelta(days=365)


class SuspensionReason(StrEnum):
    """Why a badge is paused. Known to the holder and to reviewers, never to the public."""

    ACCOUNT_TAKEN_OVER = "account_taken_over"
    HANDLE_CHANGED = "handle_changed"
    RULES_UNDER_REVIEW = "rules_under_review"
    HOLDER_IN_DANGER = "holder_in_danger"
    HOLDER_ON_LEAVE = "holder_on_leave"


def has_conflict_of_interest(reviewer: frozenset[str], institution: str) -> bool:
    """Nobody reviews the own institution, nor without belonging to any."""
    return not reviewer or institution in reviewer


def is_review_date(review_on: date, today: date) -> bool:
    """A suspension is looked at again within a year; it never lasts by being forgotten."""
    return today <= review_on <= today + LATEST_REVIEW

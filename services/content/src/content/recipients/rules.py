"""What the registry's events mean for an inbox. Only the newest event of a thing counts."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class BadgeState(StrEnum):
    """What this service needs to know of a badge: only an active one opens the inbox."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"


STATE_AFTER: Mapping[str, BadgeState] = MappingProxyType(
    {
        "badge.granted.v1": BadgeState.ACTIVE,
        "badge.reinstated.v1": BadgeState.ACTIVE,
        "badge.suspended.v1": BadgeState.SUSPENDED,
        "badge.ended.v1": BadgeState.ENDED,
    }
)

"""How a platform can misbehave on request, so that connectors meet every bad day in a test."""

import time
from dataclasses import dataclass, field, fields, replace
from typing import Any

from local.platforms.profiles import Unreadable


@dataclass(frozen=True, slots=True)
class Mischief:
    """``times`` counts the calls still to be spoilt; None spoils all until behaviour is reset."""

    status: int | None = None
    slow_seconds: float = 0.0
    html: bool = False
    retry_after: int = 60
    headers: dict[str, str] = field(default_factory=dict)
    """Put on a spoilt answer over the usual ones, however odd."""
    times: int | None = None
    only_posts: bool = False
    """Profiles are read as ever; only the lists of posts are spoilt."""
    partial: bool = False
    """Lists pass over every second entry in silence."""


class Behaviours:
    """What each platform does to the next calls."""

    def __init__(self) -> None:
        self._mischief: dict[str, Mischief] = {}

    def set(self, platform: str, wanted: dict[str, Any]) -> Mischief:
        """From the next call on the platform behaves as wanted."""
        unknown = set(wanted) - {field.name for field in fields(Mischief)}
        if unknown:
            raise Unreadable(f"unknown field: {', '.join(sorted(unknown))}")
        self._mischief[platform] = Mischief(**wanted)
        return self._mischief[platform]

    def reset(self, platform: str) -> None:
        """Well-behaved again."""
        self._mischief.pop(platform, None)

    def next(self, platform: str, *, posts: bool = False) -> Mischief:
        """The mischief for this call; counts it."""
        mischief = self._mischief.get(platform, Mischief())
        if mischief.only_posts and not posts:
            return Mischief()
        if mischief.times is not None:
            self._count(platform, mischief, mischief.times - 1)
        return mischief

    def _count(self, platform: str, mischief: Mischief, left: int) -> None:
        if left <= 0:
            self.reset(platform)
        else:
            self._mischief[platform] = replace(mischief, times=left)


def reset_moment(mischief: Mischief) -> str:
    """When the limit ends, as X writes it: epoch seconds."""
    return str(int(time.time()) + mischief.retry_after)

"""What platforms tell of recent posts, and what of it is of some days; doubtful is unknown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MOST_COUNTED = 2_000_000_000
MOST_POSTS = 100
"""As many as one answer of every platform may hold; who posts more often is counted otherwise."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post: when it was published, and the likes, comments and shares it has."""

    at: datetime
    engagement: int | None


@dataclass(frozen=True, slots=True)
class Posts:
    """The newest posts of an account."""

    posts: Sequence[Post]
    more: bool
    """The platform holds older ones, which were not read."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What an account posted in some days, and what these posts received; each may be unknown."""

    posts: int | None = None
    engagement: int | None = None


UNKNOWN = Activity()


def activity(told: Posts | None, since: datetime) -> Activity:
    """The posts since then. Whether a list that ends within these days is all, nobody knows."""
    if told is None:
        return UNKNOWN
    within = [post for post in told.posts if post.at >= since]
    if told.more and len(within) == len(told.posts):
        return UNKNOWN
    return Activity(len(within), total(post.engagement for post in within))


def total(counts: Iterable[int | None]) -> int | None:
    """Their sum; unknown when one of them is."""
    known = list(counts)
    told = [count for count in known if count is not None]
    return sum(told) if len(told) == len(known) else None


def counted(value: object) -> int | None:
    """A count as the platform tells it; anything that is none is not told."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MOST_COUNTED else None


def sum_of(fields: Mapping[str, Any], *names: str) -> int | None:
    """The sum of counts that stand side by side."""
    return total(counted(fields.get(name)) for name in names)


def moment(value: object) -> datetime | None:
    """When a post was published, as platforms write moments."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.replace(tzinfo=at.tzinfo or UTC) if at else None


def posts_told(
    listed: object, *, at: str, engagement: Callable[[Mapping[str, Any]], int | None], more: bool
) -> Posts | None:
    """The posts of a list; one that cannot be read makes the list worthless."""
    if not isinstance(listed, list) or not all(isinstance(post, dict) for post in listed):
        return None
    moments = [moment(post.get(at)) for post in listed]
    posts = [
        Post(when, engagement(post)) for when, post in zip(moments, listed, strict=True) if when
    ]
    return Posts(posts, more) if len(posts) == len(listed) else None

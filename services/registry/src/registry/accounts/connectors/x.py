"""X API v2, users and their posts, app-only token (docs.x.com). Not tried live.

Per application and quarter of an hour X allows 300 questions for up to 100 users each, and 10,000
for the posts of one user; a month allows three million posts.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import httpx

from registry.accounts.connectors.posts import MOST_POSTS, Activity, activity, posts_told, sum_of
from registry.accounts.connectors.profiles import (
    Answer,
    AuthExpired,
    Changed,
    Found,
    NotFound,
    NotNow,
    ProfileSnapshot,
    ProfileSource,
    ProfileTrouble,
    RateLimited,
    snapshot,
)

_FIELDS = {"user.fields": "id,username,name,description,url,protected,public_metrics"}
_NAMES = {
    "id": "id",
    "handle": "username",
    "texts": "description name url",
    "audience": "followers_count",
    "posts": "tweet_count",
}
_RECEIVED = ["like_count", "reply_count", "retweet_count", "quote_count"]
_POSTS = {
    "max_results": str(MOST_POSTS),
    "exclude": "retweets",
    "tweet.fields": "created_at,public_metrics",
}
_LONGEST_ASKED = 15
"""X refuses a whole list for one longer name; some of the first years live on."""


class XConnector:
    """Reads the ``description`` and the ``public_metrics`` of users and their posts."""

    metric = "followers"
    at_once = 100

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._source = ProfileSource(client, base_url, token)

    async def find_numbered(self, numbers: Collection[str]) -> Found:
        """The users with these ids, under whatever names; one question for all."""
        asked = [number for number in numbers if number.isdecimal()]
        found = await self._users("/2/users", "ids", asked, lambda user: user.platform_account_id)
        return {number: found.get(number, Changed()) for number in numbers}

    async def find_named(self, handles: Collection[str]) -> Found:
        """The users with these names; one question for all."""
        asked = [handle for handle in handles if len(handle) <= _LONGEST_ASKED]
        found = await self._users("/2/users/by", "usernames", asked, lambda user: user.handle)
        return {handle: found.get(handle.lower(), NotFound()) for handle in handles}

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The user with that name."""
        path = f"/2/users/by/username/{quote(handle, safe='')}"
        answer = await self._source.ask(path, _FIELDS)
        _refuse_trouble(answer)
        user = answer.body().get("data")
        if user is None:
            raise NotFound
        return _snapshot(user)

    async def fetch_activity(self, profile: ProfileSnapshot, since: datetime) -> Activity:
        """The user's own posts and replies, without what they only passed on."""
        path = f"/2/users/{quote(profile.platform_account_id, safe='')}/tweets"
        start = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        answer = await self._source.ask(path, {**_POSTS, "start_time": start})
        _refuse_trouble(answer)
        body = answer.body()
        meta = body.get("meta")
        if not isinstance(meta, dict):
            raise Changed
        listed = body.get("data", [] if meta.get("result_count") == 0 else None)
        more = meta.get("next_token") is not None
        return activity(posts_told(listed, at="created_at", engagement=_received, more=more), since)

    async def _users(
        self, path: str, by: str, keys: list[str], key: Callable[[ProfileSnapshot], str]
    ) -> dict[str, ProfileSnapshot | ProfileTrouble]:
        if not keys:
            return {}
        try:
            answer = await self._source.ask(path, {by: ",".join(keys), **_FIELDS})
            if answer.status == 400 and len(keys) > 1:
                return await self._halves(path, by, keys, key)
            _refuse_trouble(answer)
            return _listed(answer.body(), [each.lower() for each in keys], key)
        except NotNow as trouble:
            return {each.lower(): trouble for each in keys}

    async def _halves(
        self, path: str, by: str, keys: list[str], key: Callable[[ProfileSnapshot], str]
    ) -> dict[str, ProfileSnapshot | ProfileTrouble]:
        """One key that X finds impossible spoils the list: the others must not suffer for it."""
        middle = len(keys) // 2
        first = await self._users(path, by, keys[:middle], key)
        return {**first, **await self._users(path, by, keys[middle:], key)}


def _listed(
    body: Mapping[str, Any], keys: list[str], key: Callable[[ProfileSnapshot], str]
) -> dict[str, ProfileSnapshot | ProfileTrouble]:
    """The users told, and those said not to exist; who is passed over in silence is not gone."""
    users, errors = body.get("data", []), body.get("errors", [])
    if not isinstance(users, list) or not isinstance(errors, list):
        raise Changed
    found: dict[str, ProfileSnapshot | ProfileTrouble] = {each: Changed() for each in keys}
    for error in errors:
        value = error.get("value") if isinstance(error, dict) else None
        if isinstance(value, str):
            found[value.lower()] = NotFound()
    for user in users:
        seen = _snapshot(user)
        found[key(seen)] = seen
    return found


def _snapshot(user: object) -> ProfileSnapshot:
    if not isinstance(user, dict):
        raise Changed
    counts = user.get("public_metrics")
    known: dict[str, Any] = counts if isinstance(counts, dict) else {}
    return snapshot(user, _NAMES, known)


def _received(post: Mapping[str, Any]) -> int | None:
    counts = post.get("public_metrics")
    return sum_of(counts, *_RECEIVED) if isinstance(counts, dict) else None


def _refuse_trouble(answer: Answer) -> None:
    if answer.status == 429:
        raise RateLimited(answer.pause())
    if answer.status in (401, 403):
        raise AuthExpired(retry_after=300)
    if answer.status == 404:
        raise NotFound
    if answer.status >= 300:
        answer.body()
        raise Changed

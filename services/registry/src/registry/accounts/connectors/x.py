"""X API v2, user lookup by id and by name, app-only token (docs.x.com). Not tried live."""

from typing import Any
from urllib.parse import quote

import httpx

from registry.accounts.connectors.profiles import (
    Answer,
    AuthExpired,
    Changed,
    NotFound,
    ProfileSnapshot,
    ProfileSource,
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


class XConnector:
    """Reads the ``description`` and the ``public_metrics`` of a user."""

    metric = "followers"

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._source = ProfileSource(client, base_url, token)

    async def fetch_numbered(self, number: str) -> ProfileSnapshot:
        """The user with that id, under whatever name."""
        return await self._user(f"/2/users/{quote(number, safe='')}")

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The user with that name."""
        return await self._user(f"/2/users/by/username/{quote(handle, safe='')}")

    async def _user(self, path: str) -> ProfileSnapshot:
        answer = await self._source.ask(path, _FIELDS)
        _refuse_trouble(answer)
        user = answer.body().get("data")
        if user is None:
            raise NotFound
        if not isinstance(user, dict):
            raise Changed
        counts = user.get("public_metrics")
        known: dict[str, Any] = counts if isinstance(counts, dict) else {}
        return snapshot(user, _NAMES, known)


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

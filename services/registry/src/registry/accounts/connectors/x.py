"""X API v2, user lookup by name with an app-only token (docs.x.com). Not tried on the live API."""

import time
from urllib.parse import quote

import httpx

from registry.accounts.connectors.profiles import (
    Answer,
    AuthExpired,
    Changed,
    NotFound,
    Private,
    ProfileSnapshot,
    ProfileSource,
    RateLimited,
    snapshot,
)

_FIELDS = {"user.fields": "id,username,name,description,url,protected"}
_NAMES = {"id": "id", "handle": "username", "texts": "description name url"}


class XConnector:
    """Reads the ``description`` of a user."""

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._source = ProfileSource(client, base_url, token)

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The user with that name."""
        path = f"/2/users/by/username/{quote(handle, safe='')}"
        answer = await self._source.ask(path, _FIELDS)
        _refuse_trouble(answer)
        user = answer.body().get("data")
        if user is None:
            raise NotFound
        if not isinstance(user, dict):
            raise Changed
        seen = snapshot(answer, user, _NAMES)
        if seen.protected:
            raise Private
        return seen


def _refuse_trouble(answer: Answer) -> None:
    if answer.status == 429:
        raise RateLimited(_pause(answer))
    if answer.status in (401, 403):
        raise AuthExpired(retry_after=300)
    if answer.status == 404:
        raise NotFound
    if answer.status >= 300:
        answer.body()
        raise Changed


def _pause(answer: Answer) -> float:
    """Seconds until ``x-rate-limit-reset``, which is an epoch second."""
    try:
        return float(answer.headers.get("x-rate-limit-reset", "")) - time.time()
    except ValueError:
        return 60

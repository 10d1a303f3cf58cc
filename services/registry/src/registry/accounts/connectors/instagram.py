"""Instagram business discovery on Meta's Graph API (developers.facebook.com). Not tried live.

It shows professional accounts only; a personal account looks like one that does not exist. It
finds accounts by name alone: under a new name an account looks gone.
"""

import httpx

from registry.accounts.connectors.graph import HANDLE, VERSION, fields_or_trouble
from registry.accounts.connectors.profiles import (
    Changed,
    NamesOnly,
    NotFound,
    NotProfessional,
    ProfileSnapshot,
    ProfileSource,
    snapshot,
)

_NAMES = {
    "id": "id",
    "handle": "username",
    "texts": "biography name website",
    "audience": "followers_count",
    "posts": "media_count",
}
_WANTED = "id,username,name,biography,website,followers_count,media_count"


class InstagramConnector:
    """Reads ``biography`` and counts of a professional account, asking as our own account."""

    metric = "followers"

    def __init__(
        self, client: httpx.AsyncClient, base_url: str, token: str, *, asking_as: str
    ) -> None:
        self._source = ProfileSource(client, base_url, token)
        self._asking_as = asking_as

    async def fetch_numbered(self, number: str) -> ProfileSnapshot:
        """Business discovery takes no number."""
        raise NamesOnly

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The professional account with that user name."""
        if not HANDLE.fullmatch(handle):
            raise NotFound
        query = {"fields": f"business_discovery.username({handle}){{{_WANTED}}}"}
        answer = await self._source.ask(f"/{VERSION}/{self._asking_as}", query)
        body = fields_or_trouble(answer, {(110, None): NotProfessional})
        account = body.get("business_discovery")
        if not isinstance(account, dict):
            raise Changed
        return snapshot(account, _NAMES, account)

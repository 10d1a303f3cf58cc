"""Facebook nodes on Meta's Graph API (developers.facebook.com). Not tried on the live API.

Programs may read pages and professional profiles; a personal profile looks absent.
"""

from urllib.parse import quote

import httpx

from registry.accounts.connectors.graph import HANDLE, VERSION, Absent, fields_or_trouble
from registry.accounts.connectors.profiles import (
    NotFound,
    NotProfessional,
    ProfileSnapshot,
    ProfileSource,
    snapshot,
)

_NAMES = {
    "id": "id",
    "handle": "username",
    "texts": "about name website",
    "audience": "followers_count",
    "posts": "",
}
_WANTED = {"fields": "id,username,name,about,website,followers_count"}
_BY_NAME: Absent = {(803, None): NotFound, (100, "33"): NotProfessional}
_BY_NUMBER: Absent = {(803, None): NotFound, (100, "33"): NotFound}


class FacebookConnector:
    """Reads ``about`` and the followers of a page or professional profile; it tells no friends."""

    metric = "followers"

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._source = ProfileSource(client, base_url, token)

    async def fetch_numbered(self, number: str) -> ProfileSnapshot:
        """The node with that number, under whatever name."""
        return await self._node(number, _BY_NUMBER)

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The node with that name or number; one without a name of its own goes by its number."""
        if not HANDLE.fullmatch(handle):
            raise NotFound
        return await self._node(handle, _BY_NAME)

    async def _node(self, name: str, absent: Absent) -> ProfileSnapshot:
        answer = await self._source.ask(f"/{VERSION}/{quote(name, safe='')}", _WANTED)
        node = fields_or_trouble(answer, absent)
        return snapshot({"username": node.get("id"), **node}, _NAMES, node)

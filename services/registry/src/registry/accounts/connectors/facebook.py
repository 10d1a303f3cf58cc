"""Facebook nodes on Meta's Graph API (developers.facebook.com). Not tried on the live API.

Programs may read pages and professional profiles; a personal profile looks absent.
"""

import httpx

from registry.accounts.connectors.graph import HANDLE, VERSION, Absent, fields_or_trouble
from registry.accounts.connectors.profiles import (
    NotFound,
    NotProfessional,
    ProfileSnapshot,
    ProfileSource,
    snapshot,
)

_NAMES = {"id": "id", "handle": "username", "texts": "about name website"}


class FacebookConnector:
    """Reads the ``about`` of a page or professional profile."""

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._source = ProfileSource(client, base_url, token)

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The node with that name or number; one without a name of its own goes by its number."""
        if not HANDLE.fullmatch(handle):
            raise NotFound
        query = {"fields": "id,username,name,about,website"}
        answer = await self._source.ask(f"/{VERSION}/{handle}", query)
        absent: Absent = {(803, None): NotFound, (100, "33"): NotProfessional}
        node = fields_or_trouble(answer, absent)
        return snapshot(answer, {"username": node.get("id"), **node}, _NAMES)

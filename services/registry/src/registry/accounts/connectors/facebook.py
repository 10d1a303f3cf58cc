"""Facebook nodes on Meta's Graph API (developers.facebook.com). Not tried on the live API.

Programs may read pages and professional profiles; a personal profile looks absent. Graph counts
every node against the application's limit, also in a list: lists would save nothing.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from registry.accounts.connectors.graph import (
    HANDLE,
    VERSION,
    Absent,
    fields_or_trouble,
    has_more,
)
from registry.accounts.connectors.posts import (
    MOST_POSTS,
    Activity,
    activity,
    counted,
    posts_told,
    total,
)
from registry.accounts.connectors.profiles import (
    Found,
    NotFound,
    NotProfessional,
    ProfileSnapshot,
    ProfileSource,
    one_by_one,
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
_POSTS = {
    "fields": (
        "created_time,shares,reactions.limit(0).summary(total_count)"
        ",comments.limit(0).summary(total_count)"
    ),
    "limit": str(MOST_POSTS),
}
_BY_NAME: Absent = {(803, None): NotFound, (100, "33"): NotProfessional}
_BY_NUMBER: Absent = {(803, None): NotFound, (100, "33"): NotFound}


class FacebookConnector:
    """Reads ``about`` and the followers of a page or professional profile; it tells no friends."""

    metric = "followers"
    at_once = 8

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._source = ProfileSource(client, base_url, token)

    async def find_numbered(self, numbers: Collection[str]) -> Found:
        """The nodes with these numbers, under whatever names."""
        return await one_by_one(lambda number: self._node(number, _BY_NUMBER), numbers)

    async def find_named(self, handles: Collection[str]) -> Found:
        """The nodes that answer to these names."""
        return await one_by_one(self.fetch_profile, handles)

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The node with that name or number; one without a name of its own goes by its number."""
        if not HANDLE.fullmatch(handle):
            raise NotFound
        return await self._node(handle, _BY_NAME)

    async def fetch_activity(self, profile: ProfileSnapshot, since: datetime) -> Activity:
        """Its posts; an application without the permission to read them is refused."""
        path = f"/{VERSION}/{quote(profile.platform_account_id, safe='')}/posts"
        query = {**_POSTS, "since": str(int(since.timestamp()))}
        body = fields_or_trouble(await self._source.ask(path, query), {})
        told = posts_told(
            body.get("data"), at="created_time", engagement=_received, more=has_more(body, "next")
        )
        return activity(told, since)

    async def _node(self, name: str, absent: Absent) -> ProfileSnapshot:
        answer = await self._source.ask(f"/{VERSION}/{quote(name, safe='')}", _WANTED)
        node = fields_or_trouble(answer, absent)
        return snapshot({"username": node.get("id"), **node}, _NAMES, node)


def _received(post: Mapping[str, Any]) -> int | None:
    shares = post.get("shares", {"count": 0})
    shared = counted(shares.get("count")) if isinstance(shares, dict) else None
    return total([shared, _summed(post.get("reactions")), _summed(post.get("comments"))])


def _summed(edge: object) -> int | None:
    summary = edge.get("summary") if isinstance(edge, dict) else None
    return counted(summary.get("total_count")) if isinstance(summary, dict) else None

"""Instagram business discovery on Meta's Graph API (developers.facebook.com). Not tried live.

It shows professional accounts only; a personal account looks like one that does not exist. It
finds accounts by name alone: under a new name an account looks gone. One question tells profile,
counts and the newest posts; it takes one name, and a list would count as many against the limit.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import httpx

from registry.accounts.connectors.graph import HANDLE, VERSION, fields_or_trouble, has_more
from registry.accounts.connectors.posts import (
    MOST_POSTS,
    Activity,
    Posts,
    activity,
    posts_told,
    sum_of,
)
from registry.accounts.connectors.profiles import (
    Changed,
    Found,
    NamesOnly,
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
    "texts": "biography name website",
    "audience": "followers_count",
    "posts": "media_count",
}
_MEDIA = f"media.limit({MOST_POSTS}){{timestamp,like_count,comments_count}}"
_WANTED = f"id,username,name,biography,website,followers_count,media_count,{_MEDIA}"


class InstagramConnector:
    """Reads ``biography`` and counts of a professional account, asking as our own account."""

    metric = "followers"
    at_once = 8

    def __init__(
        self, client: httpx.AsyncClient, base_url: str, token: str, *, asking_as: str
    ) -> None:
        self._source = ProfileSource(client, base_url, token)
        self._asking_as = asking_as

    async def find_numbered(self, numbers: Collection[str]) -> Found:
        """Business discovery takes no number."""
        return {number: NamesOnly() for number in numbers}

    async def find_named(self, handles: Collection[str]) -> Found:
        """The professional accounts with these names."""
        return await one_by_one(self.fetch_profile, handles)

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
        return replace(snapshot(account, _NAMES, account), recent=_media(account.get("media")))

    async def fetch_activity(self, profile: ProfileSnapshot, since: datetime) -> Activity:
        """What came with the profile: nothing is asked again. Shares are not told."""
        return Activity(0, 0) if profile.posts == 0 else activity(profile.recent, since)


def _media(edge: object) -> Posts | None:
    if not isinstance(edge, dict):
        return None
    return posts_told(
        edge.get("data"),
        at="timestamp",
        engagement=_received,
        more=has_more(edge, "cursors", "after"),
    )


def _received(post: Mapping[str, Any]) -> int | None:
    return sum_of(post, "like_count", "comments_count")

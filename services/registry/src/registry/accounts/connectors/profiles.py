"""Public profiles as the platforms' APIs tell them: what we ask for and how it can go wrong."""

import asyncio
import json
import math
import re
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

import httpx

from registry.accounts.connectors.posts import Activity, Posts, counted

TOTAL_SECONDS = 4.0
LARGEST_ANSWER = 262_144
MOST_AT_ONCE = 8
SHORTEST_PAUSE, USUAL_PAUSE, LONGEST_PAUSE = 1, 60, 3600
_NUMBER = re.compile(r"[A-Za-z0-9_.:-]{1,64}", re.ASCII)
_LONGEST_HANDLE = 100


@dataclass(frozen=True, slots=True)
class ProfileSnapshot:
    """A public profile at one moment."""

    platform_account_id: str
    """The platform's own number of the account; it survives a change of handle."""
    handle: str
    text: str
    """Everything the holder can write into: biography, name, website."""
    protected: bool
    """The account exists and hides its profile from strangers."""
    audience: int | None
    """How many follow it, when the platform tells."""
    posts: int | None
    """How many posts it has in all, when the platform tells."""
    recent: Posts | None = None
    """The newest posts, from platforms that tell them with the profile."""


class ProfileTrouble(Exception):
    """The profile could not be read."""


class NotFound(ProfileTrouble):
    """No such account."""


class NotProfessional(ProfileTrouble):
    """The platform shows only professional accounts to programs; this one is personal or absent."""


class NamesOnly(ProfileTrouble):
    """The platform's API finds accounts by name, never by number."""


class NotNow(ProfileTrouble):
    """Nothing is known of the profile; ask again after ``retry_after`` seconds."""

    code = "platform-unavailable"
    """The reason of a week without a reading."""

    def __init__(self, retry_after: float = 30) -> None:
        super().__init__(type(self).__name__)
        known = retry_after if not math.isnan(retry_after) else USUAL_PAUSE
        self.retry_after = int(min(max(known, SHORTEST_PAUSE), LONGEST_PAUSE))


class RateLimited(NotNow):
    """We asked too often."""

    code = "rate-limited"


class AuthExpired(NotNow):
    """Our token is no longer accepted: the operations team must renew it."""

    code = "token-refused"


class Unavailable(NotNow):
    """No answer, or one that says the platform is in trouble."""


class NobodyFound(NotNow):
    """The platform found none of many accounts: it is in trouble, or hides them from us."""

    code = "nobody-found"


class Changed(NotNow):
    """An answer in a shape that is not documented."""

    code = "answer-not-understood"


Found = Mapping[str, ProfileSnapshot | ProfileTrouble]
"""What was asked for, each with what came of it."""


class Connector(Protocol):
    """One platform's API, behind the same questions."""

    metric: str
    """What the audience it tells counts."""
    at_once: int
    """As many accounts as are looked at together."""

    async def find_numbered(self, numbers: Collection[str]) -> Found:
        """The profiles of the accounts with those numbers, whatever they are called now."""
        ...

    async def find_named(self, handles: Collection[str]) -> Found:
        """The profiles that answer to the handles now."""
        ...

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The profile that answers to the handle now, or a ``ProfileTrouble``."""
        ...

    async def fetch_activity(self, profile: ProfileSnapshot, since: datetime) -> Activity:
        """What a profile just read posted and received since then, or a ``NotNow``."""
        ...


async def one_by_one(
    fetch: Callable[[str], Awaitable[ProfileSnapshot]], keys: Collection[str]
) -> Found:
    """A question each, at once, to a platform that takes no list."""

    async def one(key: str) -> ProfileSnapshot | ProfileTrouble:
        try:
            return await fetch(key)
        except ProfileTrouble as trouble:
            return trouble

    return dict(zip(keys, await asyncio.gather(*map(one, keys)), strict=True))


class ProfileSource:
    """One API over HTTP: bounded in time, in size and in how many questions run at once."""

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._client = client
        self._base_url = base_url.rstrip("/")
        self._token = token
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    async def ask(self, path: str, query: Mapping[str, str]) -> "Answer":
        """Status, headers and JSON of one GET; trouble of the transport is ``Unavailable``."""
        try:
            async with asyncio.timeout(TOTAL_SECONDS), self._places:
                return await self._read(f"{self._base_url}{path}", query)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as exc:
            raise Unavailable from exc

    async def _read(self, url: str, query: Mapping[str, str]) -> "Answer":
        headers = {"Authorization": f"Bearer {self._token}", "Accept": "application/json"}
        async with self._client.stream("GET", url, params=query, headers=headers) as response:
            raw = bytearray()
            async for part in response.aiter_bytes():
                raw += part
                if len(raw) > LARGEST_ANSWER:
                    raise Changed
        return Answer(response.status_code, response.headers, bytes(raw))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform said."""

    status: int
    headers: httpx.Headers
    raw: bytes

    def body(self) -> dict[str, Any]:
        """The JSON object; without one the platform is in trouble, or has changed its ways."""
        if self.status >= 500:
            raise Unavailable(self.pause(usual=30))
        try:
            document = json.loads(self.raw)
        except (ValueError, RecursionError) as exc:
            raise Changed from exc
        if not isinstance(document, dict) or 300 <= self.status < 400:
            raise Changed
        return document

    def pause(self, usual: float = USUAL_PAUSE) -> float:
        """Seconds to wait, as the platform asks for: whatever it writes there is survived."""
        asked = self.headers.get("retry-after", "")
        reset = _number(self.headers.get("x-rate-limit-reset", ""))
        if (seconds := _number(asked)) is not None:
            return seconds
        if (moment := _moment(asked)) is not None:
            return moment - time.time()
        return usual if reset is None else reset - time.time()


def _number(text: str) -> float | None:
    """A finite number; ``nan``, ``inf`` and words are none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _moment(text: str) -> float | None:
    """An HTTP date as epoch seconds."""
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def snapshot(
    fields: Mapping[str, Any], names: Mapping[str, str], counts: Mapping[str, Any]
) -> ProfileSnapshot:
    """A snapshot from an API's fields; ``names`` says which of them hold what."""
    number, handle = fields.get(names["id"]), fields.get(names["handle"])
    written = [fields.get(name) for name in names["texts"].split()]
    texts = ["" if text is None else text for text in written]
    if not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise Changed
    if not isinstance(handle, str) or not 0 < len(handle) <= _LONGEST_HANDLE:
        raise Changed
    if not all(isinstance(text, str) for text in texts):
        raise Changed
    return ProfileSnapshot(
        platform_account_id=number,
        handle=handle.lower(),
        text="\n".join(texts),
        protected=fields.get("protected") is True,
        audience=counted(counts.get(names["audience"])),
        posts=counted(counts.get(names["posts"])),
    )

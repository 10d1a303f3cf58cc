"""Public profiles as the platforms' APIs tell them: what we ask for and how it can go wrong."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

TOTAL_SECONDS = 4.0
LARGEST_ANSWER = 262_144
MOST_AT_ONCE = 8
SHORTEST_PAUSE, LONGEST_PAUSE = 1, 3600


@dataclass(frozen=True, slots=True)
class ProfileSnapshot:
    """A public profile at one moment."""

    platform_account_id: str
    """The platform's own number of the account; it survives a change of handle."""
    handle: str
    text: str
    """Everything the holder can write into: biography, name, website."""
    protected: bool
    raw_sha256: str


class ProfileTrouble(Exception):
    """The profile could not be read."""


class NotFound(ProfileTrouble):
    """No such account."""


class Private(ProfileTrouble):
    """The account exists and hides its profile."""


class NotProfessional(ProfileTrouble):
    """The platform shows only professional accounts to programs; this one is personal or absent."""


class NotNow(ProfileTrouble):
    """Nothing is known of the profile; ask again after ``retry_after`` seconds."""

    def __init__(self, retry_after: float = 30) -> None:
        super().__init__(type(self).__name__)
        self.retry_after = int(min(max(retry_after, SHORTEST_PAUSE), LONGEST_PAUSE))


class RateLimited(NotNow):
    """We asked too often."""


class AuthExpired(NotNow):
    """Our token is no longer accepted: the operations team must renew it."""


class Unavailable(NotNow):
    """No answer, or one that says the platform is in trouble."""


class Changed(NotNow):
    """An answer in a shape that is not documented."""


class Connector(Protocol):
    """One platform's API, behind the same question."""

    async def fetch_profile(self, handle: str) -> ProfileSnapshot:
        """The profile that answers to the handle now, or a ``ProfileTrouble``."""
        ...


class ProfileSource:
    """One API over HTTP: bounded in time, in size and in how many questions run at once."""

    def __init__(self, client: httpx.AsyncClient, base_url: str, token: str) -> None:
        self._client = client
        self._base_url = base_url.rstrip("/")
        self._token = token
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    async def ask(self, path: str, query: Mapping[str, str]) -> "Answer":
        """Status, headers and JSON of one GET; trouble of the transport is ``Unavailable``."""
        if self._places.locked():
            raise Unavailable(retry_after=2)
        async with self._places:
            try:
                async with asyncio.timeout(TOTAL_SECONDS):
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
            raise Unavailable
        try:
            document = json.loads(self.raw)
        except (ValueError, RecursionError) as exc:
            raise Changed from exc
        if not isinstance(document, dict) or 300 <= self.status < 400:
            raise Changed
        return document

    @property
    def sha256(self) -> str:
        """Which answer a decision rested on."""
        return hashlib.sha256(self.raw).hexdigest()


def snapshot(
    answer: Answer, fields: Mapping[str, Any], names: Mapping[str, str]
) -> ProfileSnapshot:
    """A snapshot from an API's fields; ``names`` says which of them hold id, handle and text."""
    number, handle = fields.get(names["id"]), fields.get(names["handle"])
    written = [fields.get(name) for name in names["texts"].split()]
    texts = ["" if text is None else text for text in written]
    if not isinstance(number, str) or not number or not isinstance(handle, str):
        raise Changed
    if not all(isinstance(text, str) for text in texts):
        raise Changed
    return ProfileSnapshot(
        platform_account_id=number,
        handle=handle.lower(),
        text="\n".join(texts),
        protected=fields.get("protected") is True,
        raw_sha256=answer.sha256,
    )

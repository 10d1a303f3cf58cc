"""An issuer's public keys over HTTP: cached, and kept for a day when the issuer is down."""

import asyncio
import json
import time
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, import_key

from shared.web.logs import log
from shared.web.tokens import KeysOutOfReach

FRESH_SECONDS = 600
REFETCH_SECONDS = 60
RETRY_SECONDS = 2
"""After a fetch that failed nobody asks again before; callers are told to come back then."""

KEPT_SECONDS = 86_400
LARGEST_ANSWER = 262_144
TIMEOUT_SECONDS = 3


class FetchedKeys:
    """The key set at one URL."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: KeySet | None = None
        self._fetched = self._tried = float("-inf")
        self._failed = False
        self._turn = asyncio.Lock()

    async def key_set(self, kid: str) -> KeySet:
        """The cached keys; fetched again when stale, or when ``kid`` is not among them.

        All who ask meanwhile wait for one and the same fetch. ``KeysOutOfReach`` when the issuer
        was not reached and what is known cannot tell.
        """
        if self._needs_fetch(kid):
            async with self._turn:
                if self._needs_fetch(kid):
                    await self._fetch()
        outdated = time.monotonic() - self._fetched > KEPT_SECONDS
        if self._keys is None or outdated or (self._failed and not self._knows(kid)):
            raise KeysOutOfReach
        return self._keys

    def _knows(self, kid: str) -> bool:
        return self._keys is not None and any(key.kid == kid for key in self._keys.keys)

    def _needs_fetch(self, kid: str) -> bool:
        now = time.monotonic()
        stale = now - self._fetched > FRESH_SECONDS
        pause = RETRY_SECONDS if self._failed else REFETCH_SECONDS
        may_try = now - self._tried > pause
        return (stale or not self._knows(kid)) and may_try

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                self._keys = _parsed(await self._read())
            self._fetched, self._failed = time.monotonic(), False
        except (httpx.HTTPError, ValueError, TimeoutError) as exc:
            self._failed = True
            log.warning("keys_not_fetched", url=self._url, error=type(exc).__name__)
        finally:
            self._tried = time.monotonic()

    async def _read(self) -> bytes:
        """The answer, no more of it than a key set may have."""
        read = bytearray()
        async with (
            httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client,
            client.stream("GET", self._url) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise ValueError(f"status {answer.status_code}")
            async for part in answer.aiter_bytes():
                read += part
                if len(read) > LARGEST_ANSWER:
                    raise ValueError("key set too large")
        return bytes(read)


def _parsed(answer: bytes) -> KeySet:
    """The keys we can read (RFC 7517 §5: others are passed over); ``ValueError`` without any."""
    document = json.loads(answer)
    told = document.get("keys") if isinstance(document, dict) else None
    read = [key for each in told if (key := _key(each))] if isinstance(told, list) else []
    if not read:
        raise ValueError("no keys")
    return KeySet(read)


def _key(told: Any) -> Any:
    try:
        return import_key(told)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None

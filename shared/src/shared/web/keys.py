"""An issuer's public keys over HTTP: cached, and kept for a day when the issuer is down."""

import asyncio
import time

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.web.logs import log
from shared.web.tokens import TokenRefused

FRESH_SECONDS = 600
REFETCH_SECONDS = 60
KEPT_SECONDS = 86_400
LARGEST_ANSWER = 262_144
TIMEOUT_SECONDS = 3


class FetchedKeys:
    """The key set at one URL."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: KeySet | None = None
        self._fetched = self._tried = float("-inf")
        self._turn = asyncio.Lock()

    async def key_set(self, kid: str) -> KeySet:
        """The cached keys; fetched again when stale, or when ``kid`` is not among them."""
        if self._needs_fetch(kid):
            async with self._turn:
                if self._needs_fetch(kid):
                    await self._fetch()
        if self._keys is None or time.monotonic() - self._fetched > KEPT_SECONDS:
            raise TokenRefused("issuer's keys are out of reach")
        return self._keys

    def _needs_fetch(self, kid: str) -> bool:
        now = time.monotonic()
        stale = now - self._fetched > FRESH_SECONDS
        known = self._keys is not None and any(key.kid == kid for key in self._keys.keys)
        may_try = self._keys is None or now - self._tried > REFETCH_SECONDS
        return (stale or not known) and may_try

    async def _fetch(self) -> None:
        self._tried = time.monotonic()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
                answer = await client.get(self._url)
            answer.raise_for_status()
            if len(answer.content) > LARGEST_ANSWER:
                raise ValueError("key set too large")
            self._keys = KeySet.import_key_set(answer.json())
            self._fetched = time.monotonic()
        except (httpx.HTTPError, JoseError, ValueError) as exc:
            log.warning("keys_not_fetched", url=self._url, error=type(exc).__name__)

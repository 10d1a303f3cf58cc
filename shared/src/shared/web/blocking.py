"""Refuses tokens of principals blocked meanwhile, a few seconds after it is known here."""

import asyncio
import time

from shared.blocked import blocked_now, digest_of
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.web.tokens import Claims, TokenRefused, TokenVerifier

KNOWN_SECONDS = 5.0


class BlockingVerifier:
    """As the verifier inside, unless the subject or the client is blocked."""

    def __init__(self, inner: TokenVerifier, sessions: Sessions) -> None:
        self._inner = inner
        self._sessions = sessions
        self._blocked: frozenset[bytes] = frozenset()
        self._read = float("-inf")
        self._turn = asyncio.Lock()

    async def verify(self, token: str) -> Claims:
        """The claims of a genuine token of somebody who may call."""
        claims = await self._inner.verify(token)
        names = {claims.subject, claims.client_id}
        blocked = await self._blocked_now()
        if blocked and any(digest_of(claims.issuer, name) in blocked for name in names):
            raise TokenRefused("blocked")
        return claims

    async def _blocked_now(self) -> frozenset[bytes]:
        if self._needs_reading():
            async with self._turn:
                if self._needs_reading():
                    await self._read_again()
        return self._blocked

    def _needs_reading(self) -> bool:
        return time.monotonic() - self._read > KNOWN_SECONDS

    async def _read_again(self) -> None:
        began = time.monotonic()
        async with system_transaction(self._sessions) as session:
            self._blocked = await blocked_now(session, current_time())
        self._read = began

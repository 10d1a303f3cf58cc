"""What lives with the process: the issuer's own keys."""

import asyncio
import time

from joserfc.jwk import ECKey, KeySet

from registry.access.issuer import queries
from registry.access.issuer.rules import ALGORITHM
from shared.database import Sessions, system_transaction
from shared.settings import Issuer
from shared.web.tokens import TrustedIssuer

RELOAD_SECONDS = 1.0


class OwnKeys:
    """The issuer's keys for the registry itself, read from the database when one is not known."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._keys = KeySet([])
        self._read = float("-inf")
        self._turn = asyncio.Lock()

    async def key_set(self, kid: str) -> KeySet:
        """Every key there ever was; the life of tokens is short enough.

        A key nobody has heard of may have been made a moment ago by another process, so whoever
        names one waits for the next reading, of which there is one a second for all together.
        """
        asked = time.monotonic()
        while not self._knows(kid) and self._read < asked:
            async with self._turn:
                if not self._knows(kid) and self._read < asked:
                    await asyncio.sleep(self._read + RELOAD_SECONDS - time.monotonic())
                    await self._read_again()
        return self._keys

    def _knows(self, kid: str) -> bool:
        return any(key.kid == kid for key in self._keys.keys)

    async def _read_again(self) -> None:
        began = time.monotonic()
        async with system_transaction(self._sessions) as session:
            rows = await queries.signing_keys(session)
        self._keys = KeySet([ECKey.import_key(row.public_jwk) for row in rows])
        self._read = began


def own_issuer(issuer: str, sessions: Sessions) -> TrustedIssuer:
    """The registry trusts itself, without asking over HTTP."""
    settings = Issuer(issuer=issuer, jwks_url=f"{issuer}/oauth/jwks.json", algorithms=(ALGORITHM,))
    return TrustedIssuer(settings, OwnKeys(sessions))

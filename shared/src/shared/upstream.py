"""Calls to a peer service: short timeouts, retries with jitter for reads, tokens of our own."""

import asyncio
import random
import time
from dataclasses import dataclass
from typing import Any

import httpx

from shared.settings import ServiceSettings
from shared.tracing import carried

TIMEOUT_SECONDS = 2.0
RETRIES = 2
EARLY_SECONDS = 30
PASSING = (401, 408, 425, 429)
"""Refusals that a new token or a little time may end."""


class PeerUnavailable(Exception):
    """The peer, or the issuer of our tokens, does not answer as it should."""


class PeerRefused(PeerUnavailable):
    """The peer understood and refuses; asking again in the same words helps nobody."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(f"status {status} {problem}".rstrip())
        self.problem = problem
        """The slug of the problem, such as ``position-ahead``."""


class TokenSource:
    """Client-credentials tokens (RFC 6749 §4.4), fetched when the last one is about to expire."""

    def __init__(self, token_url: str, client_id: str, client_secret: str) -> None:
        self._token_url = token_url
        self._auth = httpx.BasicAuth(client_id, client_secret)
        self._token = ""
        self._expires = float("-inf")
        self._turn = asyncio.Lock()

    async def token(self, client: httpx.AsyncClient, headers: dict[str, str]) -> str:
        """A token that lives at least another half minute."""
        async with self._turn:
            if time.monotonic() > self._expires - EARLY_SECONDS:
                form = {"grant_type": "client_credentials"}
                answer = await client.post(
                    self._token_url,
                    data=form,
                    auth=self._auth,
                    headers=headers,
                    timeout=TIMEOUT_SECONDS,
                )
                if answer.status_code != 200:
                    raise PeerUnavailable(f"token refused with {answer.status_code}")
                body = answer.json()
                self._token = body["access_token"]
                self._expires = time.monotonic() + float(body["expires_in"])
        return self._token

    def forget(self) -> None:
        """Fetch a new token next time: the peer did not accept this one."""
        self._expires = float("-inf")


@dataclass(frozen=True)
class Peer:
    """Another service, by its address."""

    base_url: str
    tokens: TokenSource
    client: httpx.AsyncClient

    async def get(
        self, path: str, *, params: dict[str, Any] | None = None, patience: float = TIMEOUT_SECONDS
    ) -> httpx.Response:
        """A 2xx answer within ``patience`` seconds a try, or ``PeerUnavailable``."""
        trouble, headers = "no try", carried()
        for attempt in range(RETRIES + 1):
            if attempt:
                await asyncio.sleep(random.uniform(0.05, 0.2) * 2**attempt)
            try:
                answer = await self._ask(path, params, headers, patience)
            except (httpx.HTTPError, PeerUnavailable) as exc:
                trouble = f"{type(exc).__name__}: {exc}"[:120]
                continue
            if answer.is_success:
                return answer
            if answer.is_client_error and answer.status_code not in PASSING:
                raise PeerRefused(answer.status_code, _problem(answer))
            trouble = f"status {answer.status_code}"
            if answer.status_code == 401:
                self.tokens.forget()
        raise PeerUnavailable(trouble)

    async def _ask(
        self, path: str, params: dict[str, Any] | None, headers: dict[str, str], patience: float
    ) -> httpx.Response:
        token = await self.tokens.token(self.client, headers)
        return await self.client.get(
            self.base_url + path,
            params=params,
            headers={**headers, "Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(TIMEOUT_SECONDS, read=patience),
        )


def _problem(answer: httpx.Response) -> str:
    """The last part of the problem's type, if the body is one."""
    try:
        kind = answer.json()["type"]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(kind).rpartition("/")[2][:64]


def peer_of(settings: ServiceSettings, base_url: str, client: httpx.AsyncClient) -> Peer:
    """A peer reached with this service's own client; the settings must name one."""
    if not (settings.client_id and settings.client_secret and settings.token_url):
        raise ValueError("CLIENT_ID, CLIENT_SECRET and TOKEN_URL are needed to follow a peer")
    secret = settings.client_secret.get_secret_value()
    return Peer(base_url, TokenSource(settings.token_url, settings.client_id, secret), client)

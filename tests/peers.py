"""A peer whose feed is followed in tests: a real application, asked without a socket between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from shared.testing.tokens import TestIssuer
from shared.upstream import Peer, TokenSource


class IssuedTokens(TokenSource):
    """Tokens straight from the test's issuer."""

    def __init__(self, issuer: TestIssuer) -> None:
        super().__init__("", "", "")
        self._issuer = issuer

    async def token(self, client: httpx.AsyncClient, headers: dict[str, str]) -> str:
        return self._issuer.token(scope="events.internal", subject="follower")


@asynccontextmanager
async def peer_of(app: FastAPI, issuer: TestIssuer) -> AsyncIterator[Peer]:
    """The application, already started, as its followers know it."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as direct:
        yield Peer("http://peer", IssuedTokens(issuer), direct)

"""A peer that tells of things, and what its followers do about them."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from shared.database import Sessions, system_transaction
from shared.events.log import publish
from shared.testing.tokens import TestIssuer
from shared.upstream import Peer
from tests.peers import peer_of
from tests.shared.events.telling import Tell


@pytest.fixture
async def peer(client: httpx.AsyncClient, app: FastAPI, issuer: TestIssuer) -> AsyncIterator[Peer]:
    async with peer_of(app, issuer) as peer:
        yield peer


@pytest.fixture
def tell(client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Tell:
    """Make things of these names, of which the peer then tells."""

    async def told(*names: str) -> None:
        for name in names:
            thing = {"size": 1, "name": name}
            await client.post("/v1/things", json=thing, headers=issuer.headers("things.write"))
        async with system_transaction(sessions) as session:
            await publish(session)

    return told

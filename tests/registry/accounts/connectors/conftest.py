"""Every connector, asking the simulated platforms over HTTP."""

from collections.abc import AsyncIterator, Iterator, Mapping

import httpx
import pytest

from registry.accounts.connectors.platforms import connectors
from registry.accounts.connectors.profiles import Connector
from tests.registry.accounts.connectors.asking import settings_for
from tests.registry.simulated import Platforms, running_platforms


@pytest.fixture(scope="module")
def platforms() -> Iterator[Platforms]:
    with running_platforms() as platforms:
        yield platforms


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=2, follow_redirects=False) as client:
        yield client


@pytest.fixture
def asked(platforms: Platforms, client: httpx.AsyncClient) -> Mapping[str, Connector]:
    return connectors(settings_for(platforms.url), client)

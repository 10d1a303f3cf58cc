"""A registry whose platforms are simulated, on a real socket."""

from collections.abc import Iterator

import httpx
import pytest
from pydantic import SecretStr

from registry.settings import Settings
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.persons import Person
from tests.registry.simulated import TOKEN, Platforms, running_platforms


@pytest.fixture(scope="module")
def platforms() -> Iterator[Platforms]:
    with running_platforms() as platforms:
        yield platforms


@pytest.fixture(scope="module")
def settings(settings: Settings, platforms: Platforms) -> Settings:
    """The service's settings, with the platforms' addresses."""
    urls = {f"{name}_api_url": platforms.url for name in ("x", "instagram", "facebook")}
    return settings.model_copy(update={**urls, "platform_token": SecretStr(TOKEN)})


@pytest.fixture
async def person(client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Person:
    return Person(client, issuer, await given.an_officer(sessions, trained=True))


@pytest.fixture
async def other(client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Person:
    return Person(client, issuer, await given.an_officer(sessions, trained=True))

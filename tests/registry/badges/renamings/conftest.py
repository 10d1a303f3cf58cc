"""A renamed account with a badge, on a simulated platform."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from registry.settings import Settings
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, forget_looks, looked
from tests.registry.persons import Person
from tests.registry.simulated import TOKEN, Platforms, running_platforms


@pytest.fixture(scope="module")
def platforms() -> Iterator[Platforms]:
    with running_platforms() as platforms:
        yield platforms


@pytest.fixture(scope="module")
def settings(settings: Settings, platforms: Platforms) -> Settings:
    urls = {f"{name}_api_url": platforms.url for name in ("x", "instagram", "facebook")}
    return settings.model_copy(update={**urls, "platform_token": SecretStr(TOKEN)})


@dataclass(frozen=True)
class Renamed:
    """An account that was found under a new name."""

    person: Person
    account_id: str
    old: str
    new: str


@pytest.fixture
async def renamed(
    app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer, platforms: Platforms
) -> Renamed:
    await forget_looks(app)
    person = Person(client, issuer, await given.an_officer(app.state.sessions, trained=True))
    old, new = scenes.handle(), scenes.handle()
    account_id = await a_badged_account(app, person, platforms, old)
    platforms.rename("x", old, new)
    await looked(app, 1)
    return Renamed(person, account_id, old, new)

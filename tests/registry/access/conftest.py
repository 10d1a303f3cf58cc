"""A registry that issues its own tokens, beside those of the tests."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from registry.settings import Settings


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """The usual settings, with the embedded issuer on."""
    return settings.model_copy(update={"embedded_issuer": True})


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables the commands read."""
    monkeypatch.setenv("REGISTRY_DATABASE_URL", settings.database_url.get_secret_value())
    monkeypatch.setenv("REGISTRY_FIELD_KEY", settings.field_key.get_secret_value())
    monkeypatch.setenv("REGISTRY_INDEX_KEY", settings.index_key.get_secret_value())
    monkeypatch.setenv("REGISTRY_ENVIRONMENT", "development")


@pytest.fixture
def in_a_thread() -> Callable[..., Awaitable[int]]:
    """Runs a command, which has an event loop of its own, beside the test's."""
    return asyncio.to_thread

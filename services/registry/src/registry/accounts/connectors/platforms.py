"""All platforms' connectors, built from the settings: tests differ by an address only."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from registry.accounts.connectors.facebook import FacebookConnector
from registry.accounts.connectors.instagram import InstagramConnector
from registry.accounts.connectors.profiles import Connector
from registry.accounts.connectors.x import XConnector
from registry.settings import Settings

_PATIENCE = httpx.Timeout(4.0, connect=2.0)
_LIMITS = httpx.Limits(max_connections=32)


def connectors(settings: Settings, client: httpx.AsyncClient) -> Mapping[str, Connector]:
    """One connector a platform, each with its own token."""

    def token(own: SecretStr | None) -> str:
        chosen = own or settings.platform_token
        return chosen.get_secret_value() if chosen else ""

    return {
        "x": XConnector(client, settings.x_api_url, token(settings.x_token)),
        "instagram": InstagramConnector(
            client,
            settings.instagram_api_url,
            token(settings.instagram_token),
            asking_as=settings.instagram_account_id,
        ),
        "facebook": FacebookConnector(
            client, settings.facebook_api_url, token(settings.facebook_token)
        ),
    }


def platform_client() -> httpx.AsyncClient:
    """Impatient, and following nobody elsewhere."""
    return httpx.AsyncClient(
        timeout=_PATIENCE, limits=_LIMITS, follow_redirects=False, trust_env=False
    )


@asynccontextmanager
async def connect_platforms(app: FastAPI) -> AsyncIterator[None]:
    """Keep the connectors as long as the application lives."""
    async with platform_client() as client:
        app.state.connectors = connectors(app.state.settings, client)
        yield

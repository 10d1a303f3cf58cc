"""What lives with the process: the way to the other services."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from registry.settings import Settings
from shared.upstream import peer_of


@asynccontextmanager
async def connect_peers(app: FastAPI) -> AsyncIterator[None]:
    """Ask them with the registry's own client, as the worker does; without one they are named as
    unavailable.
    """
    settings: Settings = app.state.settings
    async with httpx.AsyncClient() as client:
        urls = {"verification": settings.verification_url, "content": settings.content_url}
        known = settings.client_id and settings.client_secret and settings.token_url
        app.state.peers = {
            name: peer_of(settings, url, client) if known else None for name, url in urls.items()
        }
        yield

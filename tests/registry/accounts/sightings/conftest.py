"""Only the accounts of the test itself are looked at."""

import httpx
import pytest
from fastapi import FastAPI

from tests.registry.accounts.sightings.weeks import forget_looks
from tests.registry.simulated import Platforms


@pytest.fixture
async def nobody_else_is_due(client: httpx.AsyncClient, app: FastAPI, platforms: Platforms) -> None:
    await forget_looks(app)
    for platform in ("x", "instagram", "facebook"):
        platforms.behave(platform)

"""Connectors for tests: any address, any token."""

import base64
from uuid import uuid4

from pydantic import SecretStr

from registry.settings import Settings
from tests.registry.simulated import TOKEN

PLATFORMS = ["x", "instagram", "facebook"]


def settings_for(url: str, token: str = TOKEN) -> Settings:
    return Settings(
        database_url=SecretStr("postgresql+asyncpg://unused"),
        environment="development",
        field_key=SecretStr(base64.b64encode(b"f" * 32).decode()),
        index_key=SecretStr(base64.b64encode(b"i" * 32).decode()),
        x_api_url=url,
        instagram_api_url=url,
        facebook_api_url=url,
        platform_token=SecretStr(token),
    )


def handle() -> str:
    """A name nobody else has."""
    return f"u{uuid4().hex[:12]}"

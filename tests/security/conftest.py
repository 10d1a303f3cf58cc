"""The three services side by side, each on a database of its own."""

import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from content.main import build_app as build_content
from content.settings import Settings as ContentSettings
from registry.main import build_app as build_registry
from registry.settings import Settings as RegistrySettings
from shared.settings import Issuer
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from tests.conftest import answering
from verification.main import build_app as build_verification
from verification.settings import Settings as VerificationSettings


@pytest.fixture(scope="module")
def settings(cluster: Cluster, run_folder: Path, issuer: TestIssuer) -> dict[str, Any]:
    """Settings of the three services, each on a database of its own."""
    trusted = (Issuer.model_validate(issuer.settings),)

    def url(service: str) -> SecretStr:
        database = clone(cluster, template_of(cluster, service, run_folder))
        return SecretStr(cluster.url(database, service))

    keys: dict[str, Any] = {
        "field_key": SecretStr(base64.b64encode(b"f" * 32).decode()),
        "index_key": SecretStr(base64.b64encode(b"i" * 32).decode()),
    }
    common: dict[str, Any] = {"issuers": trusted, "environment": "development"}
    return {
        "registry": RegistrySettings(database_url=url("registry"), **common, **keys),
        "verification": VerificationSettings(database_url=url("verification"), **common),
        "content": ContentSettings(database_url=url("content"), **common),
    }


@pytest.fixture(scope="module")
def apps(settings: dict[str, Any]) -> dict[str, FastAPI]:
    """The three applications."""
    return {
        "registry": build_registry(settings["registry"]),
        "verification": build_verification(settings["verification"]),
        "content": build_content(settings["content"]),
    }


@pytest.fixture(scope="module")
async def clients(apps: dict[str, FastAPI]) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """A client of each service."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(answering(app, name))
            for name, app in apps.items()
        }

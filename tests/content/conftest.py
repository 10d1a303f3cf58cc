"""The content service on a real PostgreSQL, one database a module."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from content.main import build_app
from content.settings import Settings
from shared.database import Sessions
from shared.settings import Issuer
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from tests.conftest import answering


@pytest.fixture(scope="module")
def database(cluster: Cluster, run_folder: Path) -> str:
    """The name of this module's own database."""
    return clone(cluster, template_of(cluster, "content", run_folder))


@pytest.fixture(scope="module")
def settings(cluster: Cluster, database: str, issuer: TestIssuer) -> Settings:
    return Settings(
        database_url=SecretStr(cluster.url(database, "content")),
        migration_database_url=SecretStr(cluster.url(database, "content_owner")),
        issuers=(Issuer.model_validate(issuer.settings),),
        environment="development",
    )


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return build_app(settings)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with answering(app, "content") as client:
        yield client


@pytest.fixture
def sessions(client: httpx.AsyncClient, app: FastAPI) -> Sessions:
    """The application's own sessions; use them in ``system_transaction``."""
    sessions: Sessions = app.state.sessions
    return sessions

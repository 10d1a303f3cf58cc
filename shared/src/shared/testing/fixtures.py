"""A service under test: its own database on the run's cluster, the application, a client."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from shared.database import Sessions
from shared.settings import Issuer, ServiceSettings
from shared.testing.judging import judge_answer
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer

Settings = TypeVar("Settings", bound=ServiceSettings)


@dataclass(frozen=True)
class Tested(Generic[Settings]):
    """How a service is built for tests; ``keys`` are the settings only this service has."""

    name: str
    build_app: Callable[[Settings], FastAPI]
    settings: type[Settings]
    keys: Mapping[str, SecretStr] = field(default_factory=dict)

    def settings_on(self, cluster: Cluster, database: str, issuer: TestIssuer) -> Settings:
        """Settings that name a database of the cluster and trust one issuer."""
        told: dict[str, Any] = {
            "database_url": SecretStr(cluster.url(database, self.name)),
            "migration_database_url": SecretStr(cluster.url(database, f"{self.name}_owner")),
            "issuers": (Issuer.model_validate(issuer.settings),),
            "environment": "development",
            **self.keys,
        }
        return self.settings(**told)


class Fixtures(NamedTuple):
    """What a conftest names, so that pytest finds it there."""

    database: Any
    settings: Any
    app: Any
    client: Any
    sessions: Any


def fixtures(tested: Tested[Settings]) -> Fixtures:
    """Fixtures of one service, one database a module; each may be overridden by its name."""

    @pytest.fixture(scope="module")
    def database(cluster: Cluster, run_folder: Path) -> str:
        return clone(cluster, template_of(cluster, tested.name, run_folder))

    @pytest.fixture(scope="module")
    def settings(cluster: Cluster, database: str, issuer: TestIssuer) -> Settings:
        return tested.settings_on(cluster, database, issuer)

    @pytest.fixture
    def app(settings: Settings) -> FastAPI:
        return tested.build_app(settings)

    @pytest.fixture
    async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
        async with answering(app, tested.name) as client:
            yield client

    @pytest.fixture
    def sessions(client: httpx.AsyncClient, app: FastAPI) -> Sessions:
        """The application's own sessions; use them in ``system_transaction``."""
        sessions: Sessions = app.state.sessions
        return sessions

    return Fixtures(database, settings, app, client, sessions)


@asynccontextmanager
async def answering(app: FastAPI, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a started application, without a socket between; its contract is judged by."""
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=transport,
            base_url=f"http://{name}",
            event_hooks={"response": [judge_answer]},
        ) as client,
    ):
        yield client

"""Fixtures every test may use: one PostgreSQL a run, an issuer of tokens, a service on a clone."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from shared.testing.postgres import Cluster, running_cluster
from shared.testing.tokens import TestIssuer


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """One folder for all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def cluster(run_folder: Path) -> Iterator[Cluster]:
    with running_cluster(run_folder / "postgres") as cluster:
        yield cluster


@pytest.fixture(scope="session")
def issuer() -> TestIssuer:
    return TestIssuer()


@asynccontextmanager
async def answering(app: FastAPI, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a started application, without a socket between."""
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=f"http://{name}") as client,
    ):
        yield client

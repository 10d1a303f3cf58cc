"""Fixtures every test may use: one PostgreSQL a run, an issuer of tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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

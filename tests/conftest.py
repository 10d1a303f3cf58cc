"""Fixtures every test may use: one PostgreSQL a run, an issuer of tokens."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.testing.postgres import Cluster, running_cluster
from shared.testing.tokens import TestIssuer

RUN_FOLDER = "LENCANA_TEST_RUN_FOLDER"


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, which its workers inherit.

    Not below pytest's own: PostgreSQL runs as another user, and every pytest that starts on this
    machine takes that user's right to enter there away.
    """
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="lencana-tests-")
        os.environ[RUN_FOLDER] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """One folder for all processes of this run."""
    return Path(os.environ[RUN_FOLDER])


@pytest.fixture(scope="session")
def cluster(run_folder: Path) -> Iterator[Cluster]:
    with running_cluster(run_folder / "postgres") as cluster:
        yield cluster


@pytest.fixture(scope="session")
def issuer() -> TestIssuer:
    return TestIssuer(("registry", "verification", "content"))

"""The three services side by side, each on a database of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from tests import services


@pytest.fixture(scope="module")
def apps(cluster: Cluster, run_folder: Path, issuer: TestIssuer) -> dict[str, FastAPI]:
    """The three applications."""
    made = {}
    for tested in services.ALL:
        database = clone(cluster, template_of(cluster, tested.name, run_folder))
        made[tested.name] = tested.build_app(tested.settings_on(cluster, database, issuer))
    return made


@pytest.fixture(scope="module")
async def clients(apps: dict[str, FastAPI]) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """A client of each service."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(answering(app, name))
            for name, app in apps.items()
        }

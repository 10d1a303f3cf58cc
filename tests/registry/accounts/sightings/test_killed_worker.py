"""A worker killed in the middle of its looks loses and doubles nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from registry.settings import Settings
from shared.database import system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import told
from tests.registry.persons import Person, linked_account
from tests.registry.simulated import TOKEN, Platforms
from tests.services import REGISTRY
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")
ACCOUNTS = 20
AT_ONCE = 8

Start = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
async def start_worker(settings: Settings, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts real workers and ends those that are left."""
    started: list[subprocess.Popen[bytes]] = []
    keys = {f"REGISTRY_{n.upper()}": k.get_secret_value() for n, k in REGISTRY.keys.items()}
    addresses = {
        f"REGISTRY_{n}_API_URL": settings.x_api_url for n in ("X", "INSTAGRAM", "FACEBOOK")
    }
    environment = {
        **os.environ,
        **keys,
        **addresses,
        "REGISTRY_ENVIRONMENT": "development",
        "REGISTRY_DATABASE_URL": settings.database_url.get_secret_value(),
        "REGISTRY_CLIENT_ID": "registry",
        "REGISTRY_CLIENT_SECRET": "unused",
        "REGISTRY_TOKEN_URL": "http://127.0.0.1:9/oauth/token",
        "REGISTRY_VERIFICATION_URL": "http://127.0.0.1:9",
        "REGISTRY_PLATFORM_TOKEN": TOKEN,
    }

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "registry", "work"]
        with (tmp_path / f"worker-{len(started)}.log").open("wb") as log:
            started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


async def looks_kept(app: FastAPI) -> int:
    """How many accounts were seen since they were linked."""
    async with system_transaction(app.state.sessions) as session:
        seen = await session.scalar(text("select count(seen_at) from account_sightings"))
    return int(seen or 0)


async def test_looks_go_on_after_kill_9_and_every_week_is_told_once(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    platforms: Platforms,
    start_worker: Start,
) -> None:
    ids = []
    for name in [scenes.handle() for _ in range(ACCOUNTS)]:
        person = Person(client, issuer, await given.an_officer(app.state.sessions))
        ids.append(await linked_account(person, platforms, name))
    async with system_transaction(app.state.sessions) as session:
        due = "update account_sightings set due_at = now(), told_week = told_week - 7"
        await session.execute(text(due))
    platforms.misbehave("x", slow_seconds=2.0)
    headers = issuer.headers("registry.sightings.write")
    order = {"url": f"https://x.com/{name}"}
    await client.post("/v1/sightings", json=order, headers=headers)

    victim = start_worker()

    async def some_are_kept() -> bool:
        return await looks_kept(app) >= 1

    await until(some_are_kept, "the first looks are kept")
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    at_kill = await looks_kept(app)
    platforms.behave("x")
    start_worker()

    async def all_are_kept() -> bool:
        return await looks_kept(app) == ACCOUNTS

    await until(all_are_kept, "the other looks are kept")
    assert AT_ONCE <= at_kill + AT_ONCE <= ACCOUNTS
    assert [len(await told(app, account_id)) for account_id in ids] == [1] * ACCOUNTS

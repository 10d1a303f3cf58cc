"""A worker killed in the middle of its looks loses and doubles nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from registry.accounts.sightings.service import JOB
from registry.settings import Settings
from shared.database import system_transaction
from shared.jobs import enqueue
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import told
from tests.registry.persons import Person, linked_account
from tests.registry.simulated import TOKEN, Platforms
from tests.services import REGISTRY
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")
ACCOUNTS, KEPT = 10, 6
LAPSE = "update account_sightings set leased_until = now()"
"""The minute of the lease is over: the test need not wait for it."""
FORGIVEN = ("update account_sightings set not_before = null", "delete from platform_pauses")
"""On a busy machine a platform may seem away; the test is of the worker, not of the machine."""

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


async def ordered(app: FastAPI, *changes: str) -> None:
    """The looks are ordered, once at a time, after these changes."""
    async with system_transaction(app.state.sessions) as session:
        for change in changes:
            await session.execute(text(change))
        await enqueue(session, JOB, {}, dedupe_key="looks of this test")


@asynccontextmanager
async def a_held_account(app: FastAPI, account_id: str) -> AsyncIterator[None]:
    """Whoever wants to settle its look waits: a worker stops there, however fast it is."""
    async with system_transaction(app.state.sessions) as session:
        held = text("select 1 from accounts where id = :id for update")
        await session.execute(held, {"id": account_id})
        yield


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
    await ordered(app, "update account_sightings set due_at = now(), told_week = told_week - 7")

    async with a_held_account(app, sorted(ids)[KEPT]):
        victim = start_worker()

        async def some_are_kept() -> bool:
            return await looks_kept(app) == KEPT

        await until(some_are_kept, "the first looks are kept")
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    at_kill = await looks_kept(app)
    await ordered(app, "delete from pgqueuer", LAPSE)
    start_worker()

    async def all_are_kept() -> bool:
        await ordered(app, *FORGIVEN)
        return await looks_kept(app) == ACCOUNTS

    await until(all_are_kept, "the other looks are kept")
    assert at_kill == KEPT
    assert [len(await told(app, account_id)) for account_id in ids] == [1] * ACCOUNTS

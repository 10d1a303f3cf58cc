"""Whoever asks whatever they like: the process that answers does not grow with it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from local.ports import free_port
from registry.badges.badge.rules import PublicState
from registry.public.lookups.live import prepare
from registry.public.lookups.rules import Finding
from registry.settings import Settings
from tests.endurance.strangers import MIB, QUESTIONS, grown, resident
from tests.registry.public.lookups.test_live import fresh
from tests.waiting import until

MOST_GROWTH = 32 * MIB
NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
SOME, MANY = 1500, 200_000
"""``python -m tests.endurance.strangers`` asks many of a running registry; that takes a while."""


@pytest.fixture
def serving(settings: Settings, tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A real process that answers; its address and its number."""
    port = free_port()
    told = {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "FIELD_KEY": settings.field_key.get_secret_value(),
        "INDEX_KEY": settings.index_key.get_secret_value(),
        "ENVIRONMENT": "development",
        "PORT": str(port),
        "LOG_LEVEL": "warning",
    }
    environment = {**os.environ, **{f"REGISTRY_{name}": value for name, value in told.items()}}
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-m", "registry", "serve"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    yield f"http://127.0.0.1:{port}", process.pid
    process.kill()
    process.wait()


async def test_hostile_questions_do_not_fill_the_memory(serving: tuple[str, int]) -> None:
    address, process = serving

    async def ready() -> bool:
        async with httpx.AsyncClient() as client:
            try:
                return (await client.get(f"{address}/readyz")).is_success
            except httpx.HTTPError:
                return False

    await until(ready, "the registry is ready")

    assert await grown(address, process, SOME) < MOST_GROWTH


def test_two_hundred_thousand_of_them_fill_no_memory_of_the_shortcut() -> None:
    """What the process would remember of each, without waiting for the database each time."""
    lookups, before = fresh(), 0
    for number in range(MANY):
        if number == MANY // 100:
            before = resident(os.getpid())
        query, _ = QUESTIONS[number % len(QUESTIONS)](number)
        account = lookups.asked(query.encode())
        if account is not None:
            found = Finding(PublicState.NEVER, account.platform, account.handle)
            lookups.answers.keep(account, prepare(found, "https://a.example", NOON), 0)

    assert resident(os.getpid()) - before < MOST_GROWTH


def test_the_questions_are_all_different() -> None:
    asked = {QUESTIONS[number % len(QUESTIONS)](number) for number in range(1000)}

    assert len(asked) == 1000

"""Jobs exist with the change that queued them, and a dead worker's job is done by the next."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.jobs import enqueue

WORKER = Path(__file__).parent / "slow_worker.py"


async def rows(sessions: Sessions, statement: str) -> int:
    async with system_transaction(sessions) as session:
        return int(await session.scalar(text(statement)) or 0)


async def until(done: Callable[[], asyncio.Future[int] | object], seconds: float) -> bool:
    """Whether a condition came true before the deadline."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if await done():  # type: ignore[misc]
            return True
        await asyncio.sleep(0.05)
    return False


def started(database_url: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(WORKER), database_url, *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


async def test_a_job_is_queued_only_with_its_transaction(sessions: Sessions) -> None:
    with pytest.raises(KeyError):
        async with system_transaction(sessions) as session:
            await enqueue(session, "mark", {"key": "never"})
            raise KeyError
    async with system_transaction(sessions) as session:
        await enqueue(session, "nobody_takes_this", {"key": "once"}, dedupe_key="k")
        await enqueue(session, "nobody_takes_this", {"key": "once"}, dedupe_key="k")

    assert await rows(sessions, "select count(*) from pgqueuer") == 1


async def test_a_killed_workers_job_is_done_by_the_next(
    sessions: Sessions, database_url: str
) -> None:
    key = uuid4().hex
    begun = f"select count(*) from idempotency_keys where principal = 'begun' and key = '{key}'"
    done = f"select count(*) from idempotency_keys where principal = 'done' and key = '{key}'"
    first = started(database_url, "hang")
    async with system_transaction(sessions) as session:
        await enqueue(session, "mark", {"key": key})
    try:
        assert await until(lambda: rows(sessions, begun), 20)
        first.send_signal(signal.SIGKILL)
        second = started(database_url)
        try:
            assert await until(lambda: rows(sessions, done), 30)
        finally:
            second.send_signal(signal.SIGTERM)
            assert second.wait(15) == 0
    finally:
        first.kill()
        first.wait()

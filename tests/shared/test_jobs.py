"""Jobs exist with the change that queued them, and a dead worker's job is done by the next."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.jobs import DEAD_AFTER, enqueue
from tests.waiting import PATIENCE_SECONDS, until

WORKER = Path(__file__).parent / "slow_worker.py"


async def rows(sessions: Sessions, statement: str) -> int:
    async with system_transaction(sessions) as session:
        return int(await session.scalar(text(statement)) or 0)


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


def test_a_worker_is_taken_for_dead_after_five_seconds_of_silence() -> None:
    assert timedelta(seconds=5) == DEAD_AFTER


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
        await until(lambda: rows(sessions, begun), "the first worker begins the job")
        first.send_signal(signal.SIGKILL)
        second = started(database_url)
        try:
            await until(lambda: rows(sessions, done), "the second worker does the job")
        finally:
            second.send_signal(signal.SIGTERM)
            assert second.wait(PATIENCE_SECONDS) == 0
    finally:
        first.kill()
        first.wait()

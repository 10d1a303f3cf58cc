"""A worker killed in the middle of a run loses and doubles nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification.runs.counting import (
    ACCOUNTS,
    accounts_of,
    every_account_was_judged_once,
    numbers,
)
from tests.waiting import until
from verification.runs import service as runs
from verification.settings import Settings

Start = Callable[[], "Worker"]


@dataclass(frozen=True)
class Worker:
    """A real worker process and what it logs."""

    process: "subprocess.Popen[bytes]"
    log: Path

    async def is_there(self) -> None:
        """Wait until it has started: importing takes long on a busy machine."""
        await until(lambda: b"worker_started" in self.log.read_bytes(), "the worker starts")


@pytest.fixture
async def start_worker(settings: Settings, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts real workers and ends those that are left."""
    started: list[Worker] = []
    environment = {
        **os.environ,
        "VERIFICATION_DATABASE_URL": settings.database_url.get_secret_value(),
        "VERIFICATION_CLIENT_ID": "verification",
        "VERIFICATION_CLIENT_SECRET": "unused",
        "VERIFICATION_TOKEN_URL": "http://127.0.0.1:9/oauth/token",
        "VERIFICATION_REGISTRY_URL": "http://127.0.0.1:9",
        "VERIFICATION_ASSESS_BATCH": "1",
    }

    def start() -> Worker:
        command = [sys.executable, "-m", "verification", "work"]
        log = tmp_path / f"worker-{len(started)}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        started.append(Worker(process, log))
        return started[-1]

    yield start
    for worker in started:
        worker.process.kill()
        worker.process.wait()


async def until_true(sessions: Sessions, sql: str, **values: Any) -> None:
    """Ask until a statement says true."""

    async def answer() -> Any:
        return (await numbers(sessions, sql, **values))[0]

    await until(answer, sql)


async def killed_midway(sessions: Sessions, start_worker: Start, run_id: str) -> None:
    """Another worker holds the last accounts, so that the run cannot end before the blow."""
    async with system_transaction(sessions) as session:
        await runs.begin(session, UUID(run_id), now=current_time())
    hold = "select 1 from assessments where run_id = :id order by account_id desc limit 5"
    async with system_transaction(sessions) as elsewhere:
        await elsewhere.execute(text(f"{hold} for update"), {"id": run_id})
        victim = start_worker()
        await until_true(sessions, "select scored >= 5 from runs where id = :id", id=run_id)
        victim.process.send_signal(signal.SIGKILL)
        victim.process.wait()


async def test_a_run_goes_on_after_kill_9_and_every_account_is_judged_once(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, start_worker: Start
) -> None:
    this_week = IsoWeek.of(current_time())
    await accounts_of(sessions, this_week)
    headers = issuer.headers("verification.runs.write")
    started = await client.post("/v1/runs", json={"week": str(this_week)}, headers=headers)
    run_id = started.json()["id"]

    await killed_midway(sessions, start_worker, run_id)
    at_kill = await numbers(sessions, "select scored, state from runs where id = :id", id=run_id)
    assert (5 <= at_kill.scored <= ACCOUNTS - 5, at_kill.state) == (True, "running")

    await start_worker().is_there()
    grown = f"select scored > {at_kill.scored} from runs where id = :id"
    await until_true(sessions, grown, id=run_id)
    await until_true(sessions, "select state = 'completed' from runs where id = :id", id=run_id)

    await every_account_was_judged_once(sessions, run_id)

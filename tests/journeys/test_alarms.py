"""Every alarm is caused: a dead worker, a refused client, a peer that is down show by themselves.

What is looked for is what the run-book says: words of ``make status``, and lines of the log.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from local.control import ask
from local.places import Places, reachable
from tests.waiting import until

DISABLE = "update clients set disabled_at = now() where client_id = 'content'"
ENABLE = "update clients set disabled_at = null where client_id = 'content'"


def status(places: Places) -> tuple[int, str]:
    """What ``make status`` ends with and says."""
    environment = {**os.environ, "LENCANA_LOCAL_DIR": str(places.root), "COLUMNS": "400"}
    command = [sys.executable, "-m", "local", "status"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def line_of(places: Places, process: str) -> str:
    """The line of one process."""
    (line,) = [line for line in status(places)[1].splitlines() if line.split()[:1] == [process]]
    return line


def levels(log: Path) -> set[tuple[str, str]]:
    """Every event of a log with its level."""
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line[:1] == "{"]
    return {(line["event"], line["level"]) for line in told}


async def execute(places: Places, statement: str) -> None:
    """In the registry's database, as its operator."""
    where = {"host": str(reachable(places.postgres)), "user": "postgres", "database": "registry"}
    connection = await asyncpg.connect(**where)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def said(places: Places, process: str, word: str) -> None:
    """Wait until the line of a process says a word."""
    await until(lambda: word in line_of(places, process), f"{process}: {word}")


@pytest.mark.timeout(300)
async def test_a_dead_worker_a_refused_client_and_a_silent_peer_are_seen(
    stack: tuple[Places, "subprocess.Popen[str]"],
) -> None:
    places, _ = stack
    log = places.logs / "content-worker.log"
    await until(lambda: status(places)[0] == 0, "nothing worries anybody")

    ask(places, "kill", "verification-worker")
    await execute(places, DISABLE)
    for order in ("kill", "start"):  # anew, without the token it has
        ask(places, order, "content-worker")
    await said(places, "verification-worker", "WORKER SILENT")
    await said(places, "content-worker", "LATE registry")
    assert status(places)[0] == 1
    await until(lambda: ("peer_unavailable", "error") in levels(log), "the log says so at error")
    assert ("peer_unavailable", "warning") in levels(log)
    assert "token refused with 401" in log.read_text("utf-8")

    await execute(places, ENABLE)
    ask(places, "start", "verification-worker")
    await until(lambda: status(places)[0] == 0, "nothing worries anybody any more")
    ask(places, "stop", "verification")
    await said(places, "registry-worker", "LATE verification")

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
from local.places import Places, reachable, read_document
from tests.waiting import until

DISABLE = "update clients set disabled_at = now() where client_id = 'content'"
ANOTHER_MARK = "update feed_cursors set mark = gen_random_uuid()::text where peer = 'registry'"
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


async def execute(places: Places, statement: str, database: str = "registry") -> None:
    """In a database, as its operator."""
    where = {"host": str(reachable(places.postgres)), "user": "postgres", "database": database}
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


def inside(places: Places, process: str, *words: str) -> int:
    """A command where a process runs, as `deploy/compose exec` gives it; what it ends with."""
    number = read_document(places.processes)["processes"][process]["pid"]
    told = Path(f"/proc/{number}/environ").read_bytes().decode().split("\0")
    environment = dict(line.partition("=")[::2] for line in told if line)
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, env=environment, check=False, capture_output=True).returncode


@pytest.mark.timeout(300)
async def test_a_feed_that_became_another_is_seen_and_rebuilt_from_the_command_line(
    stack: tuple[Places, "subprocess.Popen[str]"],
) -> None:
    places, _ = stack
    ask(places, "start", "verification")
    await until(lambda: status(places)[0] == 0, "nothing worries anybody")

    await execute(places, ANOTHER_MARK, "content")
    await said(places, "content-worker", "ANOTHER FEED registry")
    log = places.logs / "content-worker.log"
    await until(lambda: ("feed_is_another", "error") in levels(log), "the log says so at error")

    rebuild = ("content", "feed", "rebuild", "registry")
    await until(lambda: inside(places, "content-worker", *rebuild) == 0, "the copy is rebuilt")
    await until(lambda: status(places)[0] == 0, "nothing worries anybody any more")

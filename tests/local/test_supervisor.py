"""Processes crash, are killed, stopped and started; the supervisor does what was ordered."""

import errno
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from local.errors import UnknownProcess
from local.members import Member
from local.sightings import started_at
from local.supervisor import Supervisor
from tests.waiting import until

SLEEPER = "import time; time.sleep(60)"
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


def member(folder: Path, name: str, script: str) -> Member:
    command = (sys.executable, "-c", script)
    return Member(name, command, dict(os.environ), folder / f"{name}.log")


@pytest.fixture
async def supervisor() -> AsyncIterator[Supervisor]:
    watched = Supervisor(lambda pids: None)
    yield watched
    await watched.dismiss_all()


async def test_a_crashed_process_comes_back(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.add([member(tmp_path, "sleeper", SLEEPER)])
    keeper = supervisor.keeper("sleeper")
    await until(lambda: keeper.pid, "the process runs")
    first = keeper.pid
    assert first is not None

    os.kill(first, signal.SIGKILL)

    await until(lambda: keeper.pid not in (None, first), "another process runs")
    assert keeper.standing.restarts == 1


async def test_a_killed_process_stays_down_until_it_is_started(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    supervisor.add([member(tmp_path, "sleeper", SLEEPER)])
    keeper = supervisor.keeper("sleeper")
    await until(lambda: keeper.pid, "the process runs")

    await keeper.kill()
    stopped = keeper.standing
    keeper.start()

    assert (stopped.state, stopped.pid) == ("stopped", None)
    await until(lambda: keeper.pid, "the process runs")


async def test_a_process_that_ignores_the_gentle_end_is_killed(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local.supervisor.PATIENCE_SECONDS", 0.3)
    stubborn = member(tmp_path, "stubborn", STUBBORN)
    supervisor.add([stubborn])
    await until(lambda: stubborn.log.exists() and stubborn.log.read_text(), "it is ready")

    await supervisor.keeper("stubborn").stop()

    assert supervisor.keeper("stubborn").pid is None


async def test_the_record_names_every_living_process(tmp_path: Path) -> None:
    seen: list[dict[str, int]] = []
    watched = Supervisor(seen.append)
    watched.add([member(tmp_path, "one", SLEEPER), member(tmp_path, "two", SLEEPER)])

    await until(lambda: seen and set(seen[-1]) == {"one", "two"}, "both are on record")
    await watched.dismiss_all()

    assert all(started_at(pid) is None for pid in seen[-1].values())


async def test_an_order_for_a_stranger_is_refused(supervisor: Supervisor) -> None:
    with pytest.raises(UnknownProcess):
        supervisor.keeper("nobody")


async def test_a_full_disk_does_not_end_the_watch(tmp_path: Path) -> None:
    def refused(pids: dict[str, int]) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    watched = Supervisor(refused)
    watched.add([member(tmp_path, "sleeper", SLEEPER)])
    keeper = watched.keeper("sleeper")
    await until(lambda: keeper.pid, "the process runs")
    first = keeper.pid
    assert first is not None

    os.kill(first, signal.SIGKILL)

    await until(lambda: keeper.pid not in (None, first), "another process runs")
    await watched.dismiss_all()


async def test_a_program_that_cannot_be_started_is_tried_again(tmp_path: Path) -> None:
    program = tmp_path / "late"
    watched = Supervisor(lambda pids: None)
    watched.add([Member("late", (str(program),), dict(os.environ), tmp_path / "log")])
    await until(lambda: watched.keeper("late").restarts, "it was tried once")

    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)

    await until(lambda: watched.keeper("late").pid, "it runs after all")
    await watched.dismiss_all()

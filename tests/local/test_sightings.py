"""A process is known by pid and start; a pid used again is somebody else."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import sightings
from local.places import Places, read_document, write_private
from tests.waiting import PATIENCE_SECONDS


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    script = "import time; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", script], start_new_session=True) as process:
        yield process
        process.kill()


def test_what_a_killed_supervisor_left_is_found_and_ended(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    places = Places(tmp_path)
    sightings.remember(places, {"sleeper": sleeper.pid})

    ended = sightings.end_orphans(places, {})

    assert ended == ["sleeper"]
    assert sleeper.wait(timeout=PATIENCE_SECONDS) == -signal.SIGTERM


def test_a_stranger_with_the_same_pid_is_left_alone(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    places = Places(tmp_path)
    sightings.remember(places, {"sleeper": sleeper.pid})
    record = read_document(places.processes)
    record["processes"]["sleeper"]["started"] = "long ago"
    write_private(places.processes, record)

    assert sightings.end_orphans(places, {}) == []
    assert sleeper.poll() is None


def test_a_record_cut_short_by_a_full_disk_is_no_obstacle(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.processes.write_text('{"processes": {"registry": {"pi')

    assert sightings.end_orphans(places, {}) == []


def test_this_process_has_a_start_and_a_past_one_has_none(
    sleeper: subprocess.Popen[bytes],
) -> None:
    sleeper.kill()
    sleeper.wait()

    assert sightings.started_at(os.getpid())
    assert sightings.started_at(sleeper.pid) is None

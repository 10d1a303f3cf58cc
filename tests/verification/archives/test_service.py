"""An archive on a cluster: a worker dies in the middle, and every account is judged once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.verification import given
from tests.verification.archives.test_commands import account, written
from verification.archives import service

PARTS, ACCOUNTS_A_PART = 6, 40
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1",
        local_directory=sys.argv[1],
    ) as cluster:
        pids = " ".join(str(worker.pid) for worker in cluster.workers.values())
        print(cluster.scheduler_address, pids, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """The scheduler's address, and the process ids of its two workers."""
    program = tmp_path / "cluster.py"
    program.write_text(CLUSTER)
    with subprocess.Popen(
        [sys.executable, str(program), str(tmp_path / "work")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        address, *pids = process.stdout.readline().split()
        yield address, [int(pid) for pid in pids]
        process.stdin.close()


def test_a_worker_killed_in_the_middle_loses_and_doubles_no_account(
    tmp_path: Path, cluster: tuple[str, list[int]]
) -> None:
    address, pids = cluster
    source, target = tmp_path / "accounts", tmp_path / "verdicts"
    source.mkdir()
    readings = given.calm_readings(weeks=12)
    for part in range(PARTS):
        names = [f"{part}-{at}" for at in range(ACCOUNTS_A_PART)]
        written(source / f"{part}.parquet", [account(name, readings) for name in names])

    progress = service.judge_on_cluster(address, source, target)
    first = next(progress)
    os.kill(pids[0], signal.SIGKILL)
    *_, last = progress

    ids = pq.read_table(target, columns=["id"])["id"].to_pylist()
    assert (first.lines, last.lines, last.bad) == (ACCOUNTS_A_PART, PARTS * ACCOUNTS_A_PART, 0)
    assert len(ids) == len(set(ids)) == PARTS * ACCOUNTS_A_PART


def test_a_folder_without_parquet_is_empty(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")

    assert service.parts_of(tmp_path) == []

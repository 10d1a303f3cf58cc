"""A PostgreSQL of a test's own, that it may stop, hang and start again."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.testing.postgres import Cluster


def postmaster(cluster: Cluster) -> int:
    """The process of the server."""
    return int((Path(cluster.socket) / "postmaster.pid").read_text("utf-8").split()[0])


def family(process: int) -> list[int]:
    """A process and all it has started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return [process, *(one for child in children for one in family(int(child)))]


@contextmanager
def hanging(cluster: Cluster) -> Iterator[None]:
    """The server is there and does nothing: connections stay open, nothing is answered."""
    processes = family(postmaster(cluster))
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)

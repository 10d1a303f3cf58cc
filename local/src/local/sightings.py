"""Recognising a process of an earlier run: a pid alone may belong to somebody else by now."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from local.places import Places, read_document, write_private

GRACE_SECONDS = 5.0
LOOK_EVERY_SECONDS = 0.05
START_FIELD = 19
"""Of ``/proc/<pid>/stat`` after the name in brackets: field 22, ``starttime`` (proc(5))."""


def started_at(pid: int) -> str | None:
    """When the process began, in the system's own words; None when there is no such process."""
    if Path("/proc/self/stat").exists():
        return _from_proc(pid)
    asked = ["ps", "-o", "lstart=", "-p", str(pid)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def _from_proc(pid: int) -> str | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    zombie = fields[0] == "Z"
    return None if zombie else fields[START_FIELD]


def remember(places: Places, pids: Mapping[str, int]) -> None:
    """Write down what runs, so that a killed supervisor leaves no riddle."""
    seen = {name: {"pid": pid, "started": started_at(pid)} for name, pid in pids.items()}
    write_private(places.processes, {"supervisor": os.getpid(), "processes": seen})


def forget(places: Places) -> None:
    """Nothing runs any more."""
    places.processes.unlink(missing_ok=True)


def orphans(places: Places) -> dict[str, int]:
    """Processes of an earlier run that are still alive, by name."""
    seen: dict[str, dict[str, Any]] = read_document(places.processes).get("processes", {})
    return {
        name: process["pid"]
        for name, process in seen.items()
        if process["started"] is not None and started_at(process["pid"]) == process["started"]
    }


def end_orphans(places: Places, gentle: Mapping[str, signal.Signals]) -> list[str]:
    """End what an earlier run left, gently first; their names."""
    left = orphans(places)
    for name, pid in left.items():
        _tell(pid, gentle.get(name, signal.SIGTERM))
    deadline = time.monotonic() + GRACE_SECONDS
    while orphans(places) and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY_SECONDS)
    for pid in orphans(places).values():
        _tell(pid, signal.SIGKILL)
    return sorted(left)


def _tell(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return

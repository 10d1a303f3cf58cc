"""One play of the story after another: how it ended, how long it took, and its words in a log."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

LONGEST_SECONDS = 900
"""Of one play. A story waits two minutes for what never comes: only a hang takes so long."""
STOPPING_SECONDS = 60
START_SECONDS = 180
READY = "Ctrl-C"
UP = (sys.executable, "-m", "local", "up")
OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}


class StackNotReady(Exception):
    """``make up`` ended, or said nothing in time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one play went."""

    name: str
    code: int
    seconds: float
    log: Path


def played(name: str, command: Sequence[str], told: Mapping[str, str], log: Path) -> Outcome:
    """The command to its end; one that hangs is ended and counts as failed."""
    began = time.monotonic()
    with log.open("w") as file, process(command, told, file.fileno()) as play:
        try:
            code = play.wait(timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            code = -signal.SIGALRM
    return Outcome(name, code, time.monotonic() - began, log)


@contextmanager
def standing_stack(told: Mapping[str, str], log: Path) -> Iterator[None]:
    """``make up``, ready; stopped in order afterwards."""
    with log.open("w") as file, process(UP, told, file.fileno()) as up:
        deadline = time.monotonic() + START_SECONDS
        while READY not in log.read_text("utf-8"):
            if up.poll() is not None or time.monotonic() > deadline:
                raise StackNotReady(f"no stack within {START_SECONDS} s, see {log}")
            time.sleep(0.2)
        yield


@contextmanager
def process(
    command: Sequence[str], told: Mapping[str, str], output: int
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs in a session of its own, and is ended in order when it still runs, else by force."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_MAKE}
    with subprocess.Popen(
        list(command),
        env={**environment, **told},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=STOPPING_SECONDS)
                child.kill()

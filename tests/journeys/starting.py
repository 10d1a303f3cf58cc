"""Starting and ending a whole stack, as ``make up`` and Ctrl-C do."""

import signal
import subprocess
import time

START_SECONDS = 120


def until_ready(up: subprocess.Popen[str]) -> None:
    assert up.stdout is not None
    deadline = time.monotonic() + START_SECONDS
    said = []
    for line in up.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            return
        assert time.monotonic() < deadline, said
    raise AssertionError(said)


def stop(up: subprocess.Popen[str]) -> None:
    up.send_signal(signal.SIGINT)  # nothing, when it has ended already
    up.wait(timeout=30)

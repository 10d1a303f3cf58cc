"""A stack of the module's own: PostgreSQL, the three services and their workers."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.places import Places
from local.ports import free_port
from tests.journeys.starting import stop, until_ready


@pytest.fixture(scope="module")
def stack() -> Iterator[tuple[Places, subprocess.Popen[str]]]:
    # Not below pytest's own folder: PostgreSQL runs as another user, who may not enter there.
    with tempfile.TemporaryDirectory(prefix="lencana-story-") as folder:
        places = Places(Path(folder) / ".local")
        ports = {f"{name}_PORT": str(free_port()) for name in ("REGISTRY", "VERIFICATION")}
        ports |= {"CONTENT_PORT": str(free_port()), "LENCANA_LOCAL_DIR": str(places.root)}
        command = [sys.executable, "-m", "local", "up"]
        with subprocess.Popen(
            command, env={**os.environ, **ports}, stdout=subprocess.PIPE, text=True
        ) as up:
            try:
                until_ready(up)
                yield places, up
            finally:
                stop(up)

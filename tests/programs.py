"""Foreign programs that tests try us with: installed, or unpacked by ``deploy/debian-programs``."""

import os
import shutil
from pathlib import Path

import pytest

UNPACKED = Path(__file__).parents[1] / ".local/programs"
LIBRARIES = UNPACKED / f"usr/lib/{os.uname().machine}-linux-gnu"


def program(name: str) -> str:
    """Where the program lies; a test that needs it is skipped where it is not."""
    unpacked = (str(UNPACKED / "usr/sbin"), str(UNPACKED / "usr/bin"))
    folders = (os.environ.get("PATH", ""), "/usr/sbin", *unpacked)
    found = shutil.which(name, path=os.pathsep.join(folders))
    if found is None:
        pytest.skip(f"{name} is not on this machine; deploy/debian-programs {name} unpacks it")
    return found


def surroundings() -> dict[str, str]:
    """The environment in which an unpacked program finds the libraries it came with."""
    earlier = os.environ.get("LD_LIBRARY_PATH")
    paths = [str(LIBRARIES), *([earlier] if earlier else [])]
    return {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(paths)}

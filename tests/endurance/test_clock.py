"""The simulated clock: every process sees the moment, and seconds stay seconds."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.endurance.clock import MOMENTS, FaketimeMissing, Moment, at, library, showing


def test_a_moment_is_told_as_clocks_in_jakarta_show_it() -> None:
    moment = at("Monday", "2026-11-30 00:05:00")

    assert moment.begins.astimezone(UTC) == datetime(2026, 11, 29, 17, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30 00:05:00",
        "2026-11-29 23:55:00",
        "2026-11-29 23:59:40",
        "2026-12-29 10:00:00",
        "2027-01-01 09:00:00",
        "2028-02-29 12:00:00",
    ],
)
def test_the_awkward_moments_are_played(text: str) -> None:
    assert text in {moment.name[:19] for moment in MOMENTS}


def test_a_process_sees_the_moment() -> None:
    moment = at("29 February", "2028-02-29 12:00:00")

    assert abs(seen(moment) - moment.begins.timestamp()) < 60


def seen(moment: Moment) -> float:
    try:
        told = showing(moment, library())
    except FaketimeMissing as missing:
        pytest.skip(str(missing))
    command = [sys.executable, "-c", "import time; print(time.time())"]
    environment = {**os.environ, **told}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(said.stdout)


def test_without_the_library_its_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaketimeMissing, match="install the package faketime"):
        library(tmp_path)

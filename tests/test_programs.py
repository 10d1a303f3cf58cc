"""Where the foreign programs of the tests come from."""

import stat
import subprocess
from pathlib import Path

import pytest

from tests import programs
from tests.conventions.checkout import ROOT


def test_a_test_without_its_program_is_skipped_and_says_what_to_do() -> None:
    with pytest.raises(pytest.skip.Exception, match="deploy/debian-programs no-such-program"):
        programs.program("no-such-program")


def test_an_unpacked_program_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    unpacked = tmp_path / "usr/sbin/gatekeeper"
    unpacked.parent.mkdir(parents=True)
    unpacked.write_text("#!/bin/sh\n", "utf-8")
    unpacked.chmod(unpacked.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(programs, "UNPACKED", tmp_path)

    assert programs.program("gatekeeper") == str(unpacked)


def test_libraries_of_unpacked_programs_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/earlier")

    assert programs.surroundings()["LD_LIBRARY_PATH"] == f"{programs.LIBRARIES}:/opt/earlier"


def test_only_known_programs_are_unpacked() -> None:
    asked = subprocess.run(
        [ROOT / "deploy/debian-programs", "frobnicate"], capture_output=True, text=True, check=False
    )

    assert asked.returncode == 1
    assert "frobnicate is none of" in asked.stderr

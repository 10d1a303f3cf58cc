"""A play is told with its exit code and words, and nothing of it stays behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance import plays
from tests.endurance.plays import StackNotReady, played, process, standing_stack

SLEEPER = "import time; print('asleep', flush=True); time.sleep(600)"


def python(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script)


def test_a_play_is_told_with_its_exit_code_and_its_words(tmp_path: Path) -> None:
    outcome = played("seed 7", python("print('langkah 2'); exit(3)"), {}, tmp_path / "log")

    assert (outcome.name, outcome.code) == ("seed 7", 3)
    assert outcome.log.read_text() == "langkah 2\n"


def test_what_a_play_is_told_reaches_it(tmp_path: Path) -> None:
    script = "import os; exit(int(os.environ['SEED']))"

    assert played("seed", python(script), {"SEED": "4"}, tmp_path / "log").code == 4


def test_a_play_that_hangs_is_ended_and_counts_as_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plays, "LONGEST_SECONDS", 0.5)

    assert played("seed 7", python(SLEEPER), {}, tmp_path / "log").code != 0


def test_make_inside_make_is_told_nothing_of_the_outer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAKEFLAGS", "-j4 -- ARGS=--times=3")
    script = "import os; exit('MAKEFLAGS' in os.environ)"

    assert played("seed 7", python(script), {}, tmp_path / "log").code == 0


def test_a_process_that_still_runs_is_ended(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log, process(python(SLEEPER), {}, log.fileno()) as child:
        assert child.poll() is None

    assert isinstance(child, subprocess.Popen)
    assert child.returncode is not None


def test_a_stack_that_does_not_start_is_told_with_its_log(tmp_path: Path) -> None:
    told = {"REGISTRY_PORT": "none", "LENCANA_LOCAL_DIR": str(tmp_path / ".local")}
    log = tmp_path / "stack.log"

    with pytest.raises(StackNotReady, match=r"stack\.log"), standing_stack(told, log):
        raise AssertionError("it was said to be ready")

"""``replay`` on records of real runs, kept from earlier releases: their verdicts never change."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verification.replays.commands import run

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
RECORD: dict[str, Any] = json.loads(GOLDEN[0].read_text())


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Replays a record and says the exit code."""

    def replayed(record: object) -> int:
        path = tmp_path / "record.json"
        path.write_text(json.dumps(record))
        return run([str(path)])

    return replayed


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_verdict_ever_kept_is_made_again_byte_for_byte(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(path.read_text())["document"]


def test_another_verdict_is_told_with_what_differs(
    told: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    record = copy.deepcopy(RECORD)
    record["document"]["decision"] = "eligible"

    assert told(record) == 1
    assert "differs: decision" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"format": 2}, "format 2"),
        ({"judgement": 999}, "judgement 999"),
        ({"model": {**RECORD["model"], "sha256": "00"}}, "hash 00"),
        ({"input_sha256": "00"}, "was changed"),
        ({"inputs": {**RECORD["inputs"], "weeks": []}}, "was changed"),
        ({"inputs": {}}, "no record"),
        ({"policy": {}}, "no record"),
        ({"policy": []}, "no record"),
    ],
)
def test_a_record_that_cannot_be_replayed_says_why(
    told: Any, capsys: pytest.CaptureFixture[str], change: dict[str, Any], why: str
) -> None:
    assert told({**RECORD, **change}) == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize("record", [[], "text", None, 3])
def test_what_is_no_record_is_one_sentence(
    told: Any, capsys: pytest.CaptureFixture[str], record: object
) -> None:
    assert told(record) == 2
    assert "no record of a verdict" in capsys.readouterr().err


def test_a_missing_file_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["/nowhere/record.json"]) == 2
    assert "/nowhere/record.json" in capsys.readouterr().err


def test_it_reads_stdin_without_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "verification", "replay", "-"],
        input=GOLDEN[0].read_bytes(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

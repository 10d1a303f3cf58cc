"""``python -m verification assess``, as a caller runs it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.calendar import IsoWeek
from tests.verification import given
from verification.archives.commands import run
from verification.files.service import BLOCK_LINES
from verification.growth.rules.histories import Reading


def line(id: str, readings: list[Reading], **more: object) -> str:
    weeks = [
        {
            "week": str(IsoWeek.of(r.week)),
            "audience": r.audience,
            "engagement": r.engagement,
            "posts": r.posts,
        }
        for r in readings
    ]
    return json.dumps({"id": id, "platform": "instagram", "weeks": weeks, **more})


def assessed(folder: Path, *lines: str | bytes) -> tuple[int, list[dict[str, Any]]]:
    source, target = folder / "accounts.ndjson", folder / "verdicts.ndjson"
    raw = [one if isinstance(one, bytes) else one.encode() for one in lines]
    source.write_bytes(b"\n".join(raw) + b"\n")
    code = run(["--input", str(source), "--output", str(target)])
    return code, [json.loads(text) for text in target.read_text("utf-8").splitlines()]


def test_every_account_gets_a_line_in_order(tmp_path: Path) -> None:
    code, out = assessed(
        tmp_path, line("calm", given.calm_readings()), line("bought", given.bought_readings())
    )
    assert code == 0
    assert [(v["id"], v["decision"]) for v in out] == [("calm", "eligible"), ("bought", "review")]


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[]",
        b"\xff\xfe",
        b'"text"',
        b"[" * 100_000,
        b'{"id": "a"}',
        b'{"id": "a", "id": "b", "platform": "x", "weeks": []}',
        b'{"id": "a", "platform": "x", "weeks": [{"week": "2026-W60", "audience": 1}]}',
        b'{"id": "a", "platform": "x", "weeks": [{"week": "2026-W05", "audience": -1}]}',
        b'{"id": "a", "platform": "x", "weeks": [{"week": "2026-W05", "audience": true}]}',
        b'{"id": "a", "platform": "x", "weeks": [{"week": "2026-W05", "audience": "9"}]}',
        b'{"id": "a", "platform": "x", "weeks": [{"week": "2026-W05", "audience": 1e99}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1,"engagement":NaN}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1,"engagement":1e999}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1,"engagement":true}]}',
        b'{"id":"a","platform":"x","weeks":[{"week":"2026-W05","audience":1},'
        b'{"week":"2026-W05","audience":2}]}',
        b'{"id": "a\\ud800", "platform": "x", "weeks": []}',
        b'{"id": "a", "platform": "x", "weeks": [], "as_of": "2025-W53"}',
        b'{"id": "a", "platform": "x", "weeks": [], "as_of": 202605}',
        b'{"id":"a","platform":"x","weeks":[],"platform_weeks":[{"week":"2026-W60","kind":"purge"}]}',
        b'{"id":"a","platform":"x","weeks":[],"platform_weeks":[{"week":"2026-W05"}]}',
    ],
)
def test_a_bad_line_is_told_in_its_place_and_the_rest_is_scored(tmp_path: Path, bad: bytes) -> None:
    code, out = assessed(
        tmp_path, line("first", given.calm_readings()), bad, line("last", given.calm_readings())
    )
    assert code == 1
    assert [v.get("id") for v in (out[0], out[2])] == ["first", "last"]
    assert out[1].keys() in ({"id", "error"}, {"line", "error"})
    assert out[1].get("line", 2) == 2
    assert set(out[1]["error"]) == {"code", "text"}


def test_the_same_facts_in_another_spelling_have_the_same_hash(tmp_path: Path) -> None:
    readings = given.calm_readings()
    twice = [*readings[::-1], readings[0]]
    whole = line("a", readings).replace('"audience": 612,', '"audience": 612.0,')
    _, out = assessed(tmp_path, line("a", readings), line("a", twice), whole)
    assert len({verdict["input_sha256"] for verdict in out}) == 1


def test_an_old_week_is_judged_by_what_was_known_then(tmp_path: Path) -> None:
    readings, week = given.calm_readings(weeks=26), str(IsoWeek.of(given.calm_readings()[-6].week))
    later = [{"week": "2026-W47", "kind": "training"}]
    _, out = assessed(
        tmp_path,
        line("a", readings[:-5]),
        line("a", readings, as_of=week, declared_events=later, platform_weeks=later),
    )
    assert out[0] == out[1]


def test_an_account_not_read_for_long_is_judged_as_of_the_week_asked(tmp_path: Path) -> None:
    code, out = assessed(tmp_path, line("a", given.calm_readings(), as_of="2026-W53"))
    assert (code, out[0]["decision"]) == (0, "insufficient_data")
    assert "reading_too_old" in {reason["code"] for reason in out[0]["reasons"]}


def test_weeks_the_platform_disturbed_are_part_of_the_input(tmp_path: Path) -> None:
    readings = given.calm_readings()
    purge = [{"week": "2026-W40", "kind": "purge"}]
    _, out = assessed(
        tmp_path,
        line("a", readings),
        line("a", readings, platform_weeks=purge),
        line("a", readings, platform_weeks=purge * 2),
    )
    hashes = [verdict["input_sha256"] for verdict in out]
    assert hashes[0] != hashes[1] == hashes[2]


def test_every_reason_speaks_both_languages(tmp_path: Path) -> None:
    _, out = assessed(tmp_path, line("a", given.bought_readings()))
    for reason in out[0]["reasons"]:
        assert reason.keys() == {"code", "text", "numbers"}
        assert reason["text"].keys() == {"id", "en"}


def test_results_do_not_depend_on_blocks(tmp_path: Path) -> None:
    many = [line(str(at), given.calm_readings(audience=400 + at)) for at in range(300)]
    many += [line("bought", given.bought_readings())] + [many[0]] * BLOCK_LINES + ["", "  "]
    _, forwards = assessed(tmp_path, *many)
    _, backwards = assessed(tmp_path, *many[::-1])
    assert forwards == backwards[::-1]
    assert len(forwards) == 301 + BLOCK_LINES


def test_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--input", str(tmp_path / "none"), "--output", "-"]) == 2
    assert "none" in capsys.readouterr().err


def test_input_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "accounts.ndjson"
    path.write_text(line("a", []))
    assert run(["--input", str(path), "--output", str(path)]) == 2
    assert path.read_text() == line("a", [])


@pytest.mark.parametrize("way", ["dot", "symlink", "hard link"])
def test_input_is_not_emptied_by_another_way_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], way: str
) -> None:
    path, other = tmp_path / "accounts.ndjson", tmp_path / "other.ndjson"
    path.write_text(line("a", []))
    if way == "symlink":
        other.symlink_to(path)
    elif way == "hard link":
        other.hardlink_to(path)
    target = f"{tmp_path}/./{path.name}" if way == "dot" else str(other)

    assert run(["--input", str(path), "--output", target]) == 2
    assert path.read_text() == line("a", [])
    assert "input and output are the same" in capsys.readouterr().err


def test_input_that_is_appended_to_by_redirection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "accounts.ndjson"
    path.write_text(line("a", []))

    with path.open("ab") as appended:
        command = [sys.executable, "-m", "verification", "assess", "--input", str(path)]
        done = subprocess.run(command, stdout=appended, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 2
    assert path.read_text() == line("a", [])


def test_an_unusable_input_leaves_the_verdicts_of_before(tmp_path: Path) -> None:
    verdicts = tmp_path / "verdicts.ndjson"
    verdicts.write_text("of before")

    assert run(["--input", str(tmp_path), "--output", str(verdicts)]) == 2
    assert verdicts.read_text() == "of before"


def test_a_full_device_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "accounts.ndjson"
    path.write_text(line("a", given.calm_readings()))

    assert run(["--input", str(path), "--output", "/dev/full"]) == 2
    assert capsys.readouterr().err.startswith("assess: /dev/full: ")


def test_a_mark_of_byte_order_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    code, out = assessed(tmp_path, b"\xef\xbb\xbf" + line("a", given.calm_readings()).encode())

    assert (code, out[0]["id"]) == (0, "a")


def test_it_streams_from_stdin_to_stdout_without_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "verification", "assess", "--input", "-"],
        input=line("é", given.calm_readings()).encode() + b"\nnope\n",
        capture_output=True,
        check=False,
    )
    first, second = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert json.loads(first)["id"] == "é"
    assert json.loads(second)["line"] == 2

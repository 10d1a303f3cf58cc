"""Parquet in and out: the verdicts that lines have, and nothing let through that they refuse."""

import json
import math
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shared.calendar import IsoWeek
from tests.verification import given
from verification.archives.commands import run
from verification.growth.rules.histories import Reading

WEEK = pa.struct(
    [
        ("week", pa.string()),
        ("audience", pa.int64()),
        ("engagement", pa.float64()),
        ("posts", pa.int32()),
    ]
)
SCHEMA = pa.schema([("id", pa.string()), ("platform", pa.string()), ("weeks", pa.list_(WEEK))])


def account(id: str, readings: list[Reading]) -> dict[str, Any]:
    weeks = [
        {
            "week": str(IsoWeek.of(r.week)),
            "audience": r.audience,
            "engagement": r.engagement,
            "posts": r.posts,
        }
        for r in readings
    ]
    return {"id": id, "platform": "instagram", "weeks": weeks}


ACCOUNTS = [account("calm", given.calm_readings()), account("bought", given.bought_readings())]


def written(path: Path, accounts: list[dict[str, Any]]) -> Path:
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(accounts, SCHEMA), path)
    else:
        path.write_text("".join(json.dumps(one) + "\n" for one in accounts))
    return path


def assessed(source: Path, target: Path) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and the answers as they would stand in lines."""
    code = run(["--input", str(source), "--output", str(target)])
    if target.suffix != ".parquet":
        return code, [json.loads(line) for line in target.read_text().splitlines()]
    rows = pq.read_table(target).to_pylist()
    for row in rows:
        for name in ("reasons", "error"):
            row[name] = row[name] and json.loads(row[name])
    return code, rows


@pytest.mark.parametrize("source", ["a.parquet", "a.ndjson"])
@pytest.mark.parametrize("target", ["v.parquet", "v.ndjson"])
def test_every_way_in_and_out_gives_the_same_verdicts(
    tmp_path: Path, source: str, target: str
) -> None:
    _, lines = assessed(written(tmp_path / "lines.ndjson", ACCOUNTS), tmp_path / "lines.out")
    code, answers = assessed(written(tmp_path / source, ACCOUNTS), tmp_path / target)

    assert code == 0
    assert [{name: row[name] for name in lines[0]} for row in answers] == lines


@pytest.mark.parametrize(
    "reading",
    [
        {"week": "2026-W05", "audience": -1},
        {"week": "2026-W05", "audience": 2**62},
        {"week": "2026-W05", "audience": 1, "engagement": math.nan},
        {"week": "2026-W05", "audience": 1, "engagement": math.inf},
        {"week": "2025-W53", "audience": 1},
        {"week": None, "audience": 1},
        {"week": "2026-W05", "audience": None},
    ],
)
def test_a_bad_row_is_told_in_its_place_and_the_rest_is_scored(
    tmp_path: Path, reading: dict[str, Any]
) -> None:
    bad = {"id": "bad", "platform": "x", "weeks": [reading]}
    source = written(tmp_path / "a.parquet", [ACCOUNTS[0], bad, ACCOUNTS[1]])

    code, answers = assessed(source, tmp_path / "v.parquet")

    assert code == 1
    assert [row["decision"] for row in answers] == ["eligible", None, "review"]
    assert answers[1]["error"]["code"] in ("not_in_form", "not_json")


def test_a_file_without_the_columns_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.parquet"
    pq.write_table(pa.table({"name": ["x"]}), source)

    assert run(["--input", str(source), "--output", str(tmp_path / "v.parquet")]) == 2
    assert "no columns id, platform, weeks" in capsys.readouterr().err
    assert not (tmp_path / "v.parquet").exists()


def test_doubled_columns_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.parquet"
    table = pa.Table.from_pylist(ACCOUNTS, SCHEMA)
    pq.write_table(table.append_column("id", table["id"]), source)

    assert run(["--input", str(source), "--output", str(tmp_path / "v.parquet")]) == 2


def test_what_is_no_parquet_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.parquet"
    source.write_text("{}")

    assert run(["--input", str(source), "--output", str(tmp_path / "v.parquet")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("target", ["-", "a.parquet", "./a.parquet"])
def test_the_input_is_never_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = written(Path("a.parquet"), ACCOUNTS).read_bytes()

    assert run(["--input", "a.parquet", "--output", target]) == 2
    assert Path("a.parquet").read_bytes() == before


def test_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.parquet"

    assert run(["--input", str(missing), "--output", str(tmp_path / "v.parquet")]) == 2
    assert "none.parquet" in capsys.readouterr().err

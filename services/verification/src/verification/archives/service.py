"""Use cases: judge a Parquet file, and a folder of them on a Dask cluster.

Needs the extra ``lencana-verification[archives]``; imported when asked for.
"""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO, Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from shared.outputs import whole_file
from verification.files.service import (
    BLOCK_LINES,
    Judged,
    Line,
    LineTarget,
    judge_lines,
    lines_of,
)

_WEEKS = pa.list_(pa.string())
_GROWTH = pa.struct(
    [
        ("score", pa.float64()),
        ("p_value", pa.float64()),
        ("flagged", pa.bool_()),
        ("flagged_weeks", _WEEKS),
        ("unexplained_gain", pa.int64()),
    ]
)
_MODEL = pa.struct([("name", pa.string()), ("version", pa.string()), ("sha256", pa.string())])
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("line", pa.int64()),
        ("decision", pa.string()),
        ("growth", _GROWTH),
        ("real_audience", pa.struct([("low", pa.int64()), ("high", pa.int64())])),
        ("reasons", pa.string()),
        ("policy", pa.string()),
        ("model", _MODEL),
        ("input_sha256", pa.string()),
        ("error", pa.string()),
    ]
)
"""An answer's columns; ``reasons`` and ``error`` are JSON, because their numbers differ by code."""
AS_TEXT = ("reasons", "error")


class NoArchive(ValueError):
    """A file that is no Parquet of accounts."""


class ParquetTarget:
    """Answers as rows of a Parquet file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._writer = pq.ParquetWriter(file, SCHEMA, compression="zstd")

    def write(self, answers: list[dict[str, Any]]) -> None:
        """One row group a block."""
        rows = [{**a, **{n: _text(a[n]) for n in AS_TEXT if n in a}} for a in answers]
        self._writer.write_table(pa.Table.from_pylist(rows, SCHEMA))

    def close(self) -> None:
        """Writes the foot, without which it is no Parquet file."""
        self._writer.close()


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def rows_of(path: Path) -> Iterator[Line]:
    """A Parquet file's rows as the lines of the file contract, a block in memory at a time."""
    try:
        with pq.ParquetFile(path) as file:
            _check(file.schema_arrow)
            number = 0
            for batch in file.iter_batches(BLOCK_LINES):
                encode = _spelled_out if _has_nan(batch) else msgspec.json.encode
                for row in batch.to_pylist():
                    number += 1
                    told = {name: value for name, value in row.items() if value is not None}
                    yield number, encode(told)
    except (pa.ArrowException, TypeError) as exc:
        raise NoArchive(f"{path}: {str(exc).splitlines()[0][:200]}") from exc


def _spelled_out(row: dict[str, Any]) -> bytes:
    """NaN is written as NaN, and so refused; a quick encoder would make it unknown."""
    return json.dumps(row).encode()


def _has_nan(batch: pa.RecordBatch) -> bool:
    columns = list(batch.columns)
    while columns:
        column = columns.pop()
        if pa.types.is_floating(column.type):
            if pc.any(pc.invert(pc.is_finite(column))).as_py():
                return True
        elif pa.types.is_struct(column.type) or pa.types.is_list(column.type):
            columns.extend(column.flatten() if _is_struct(column) else [column.values])
        elif pa.types.is_large_list(column.type):
            columns.append(column.values)
    return False


def _is_struct(column: pa.Array) -> bool:
    return bool(pa.types.is_struct(column.type))


def _check(schema: pa.Schema) -> None:
    names = list(schema.names)
    if len(set(names)) != len(names) or not {"id", "platform", "weeks"} <= set(names):
        raise pa.ArrowInvalid("no columns id, platform, weeks, each once")


def judge_file(source: Path, target: Path) -> Iterator[Judged]:
    """Judge one file into another, each Parquet or lines by its name; the answers take their place
    when they are whole.
    """
    with ExitStack() as stack:
        rows = rows_of(source) if is_parquet(source) else lines_of(_opened(source, stack))
        file = stack.enter_context(whole_file(target))
        if not is_parquet(target):
            yield from judge_lines(rows, LineTarget(file))
            return
        with closing(ParquetTarget(file)) as answers:
            yield from judge_lines(rows, answers)


def is_parquet(path: Path) -> bool:
    """By its name."""
    return path.suffix == ".parquet"


def _opened(path: Path, stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(path.open("rb"))


def judge_part(source: Path, target: Path) -> Judged:
    """Judge one file of a folder; what a worker of a cluster does."""
    return deque((Judged(0, 0), *judge_file(source, target)), maxlen=1).pop()


def parts_of(folder: Path) -> Sequence[Path]:
    """The Parquet files of a folder, in order."""
    return sorted(folder.glob("*.parquet"))


def judge_on_cluster(scheduler: str, source: Path, target: Path) -> Iterator[Judged]:
    """Judge every file of a folder on a Dask cluster that sees both folders; a worker that dies
    leaves its file to another one.
    """
    from distributed import Client, as_completed

    target.mkdir(parents=True, exist_ok=True)
    done = bad = 0
    with Client(scheduler, timeout=30, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        tasks = [
            client.submit(judge_part, part, target / part.name, pure=False)
            for part in parts_of(source)
        ]
        for task in as_completed(tasks, loop=client.loop):  # type: ignore[no-untyped-call]
            judged = task.result()
            done, bad = done + judged.lines, bad + judged.bad
            yield Judged(done, bad)

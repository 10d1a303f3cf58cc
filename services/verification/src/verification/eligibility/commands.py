"""``python -m verification assess``: scores a file of accounts, without a database.

Lines are read and written in order, a block at a time, so a file of any size fits in memory.
"""

import argparse
import codecs
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from shared.language import Text
from shared.outputs import same_file, whole_file
from shared.wire import strict_json
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.documents import document_of
from verification.eligibility.schemas import AccountIn
from verification.growth.rules.histories import History
from verification.growth.rules.reference import shipped_reference
from verification.policies.rules import ANNOUNCED

BLOCK_LINES = 1024
LONGEST_LINE = 4 * 1024 * 1024
PROGRESS_SECONDS = 2.0
SOME_BAD, UNUSABLE = 1, 2
TOO_LONG = Text("Baris lebih dari 4 MiB.", "Line of more than 4 MiB.")


@dataclass(frozen=True, slots=True)
class BadLine:
    """What stands in the output instead of a verdict."""

    name: dict[str, str | int]
    code: str
    text: Text

    def document(self) -> dict[str, Any]:
        """``{"id" | "line", "error"}``."""
        error = {"code": self.code, "text": {"id": self.text.id, "en": self.text.en}}
        return {**self.name, "error": error}


def run(arguments: list[str]) -> int:
    """0 when every line got a verdict, 1 when some line was bad, 2 when a file is unusable."""
    asked = _parser().parse_args(arguments)
    if same_file(_named(asked.input, 0), _named(asked.output, 1)):
        print("assess: masukan dan keluaran sama · input and output are the same", file=sys.stderr)
        return UNUSABLE
    try:
        with ExitStack() as stack:
            source, target = _source(asked.input, stack), _target(asked.output, stack)
            return SOME_BAD if _assess_stream(source, target) else 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_BAD
    except OSError as exc:
        print(f"assess: {exc.filename or asked.output}: {exc.strerror}", file=sys.stderr)
        return UNUSABLE


def _named(name: str, stream: int) -> str | int:
    """A file's name; for ``-`` the stream a shell may have led to a file."""
    return stream if name == "-" else name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m verification assess",
        description="Nilai akun dari berkas NDJSON · judge the accounts of an NDJSON file",
        epilog="Kode keluar · exit code: 0, 1 (ada baris salah · some line was bad), 2.",
    )
    parser.add_argument("--input", required=True, metavar="FILE", help="accounts.ndjson, - = stdin")
    parser.add_argument("--output", default="-", metavar="FILE", help="verdicts.ndjson, - = stdout")
    return parser


def _source(name: str, stack: ExitStack) -> IO[bytes]:
    return sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))


def _target(name: str, stack: ExitStack) -> IO[bytes]:
    return sys.stdout.buffer if name == "-" else stack.enter_context(whole_file(Path(name)))


def _assess_stream(source: IO[bytes], target: IO[bytes]) -> int:
    """Write one line for each line read; how many of them were bad."""
    lines = _lines(source)
    done = bad = 0
    shown = time.monotonic()
    while block := list(islice(lines, BLOCK_LINES)):
        parsed = [_parsed(number, raw) for number, raw in block]
        target.writelines(_answers(parsed))
        target.flush()
        done += len(parsed)
        bad += sum(isinstance(one, BadLine) for one in parsed)
        if time.monotonic() - shown >= PROGRESS_SECONDS:
            shown = time.monotonic()
            print(f"{done} baris · lines, {bad} salah · bad", file=sys.stderr)
    return bad


def _lines(source: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines without the empty ones; ``None`` for one that is too long to be held."""
    number = 0
    while raw := source.readline(LONGEST_LINE + 1):
        number += 1
        raw = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if len(raw) > LONGEST_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = source.readline(LONGEST_LINE)
            yield number, None
        elif raw.strip():
            yield number, raw


def _parsed(number: int, raw: bytes | None) -> History | BadLine:
    at: dict[str, str | int] = {"line": number}
    if raw is None:
        return BadLine(at, "line_too_long", TOO_LONG)
    try:
        line = strict_json(raw)
    except ValueError as exc:
        why = f"{type(exc).__name__}: {exc}"[:120]
        return BadLine(at, "not_json", Text(f"Bukan JSON: {why}", f"Not JSON: {why}"))
    if isinstance(line, dict) and isinstance(line.get("id"), str) and line["id"]:
        at = {"id": line["id"][:200]}
    try:
        return AccountIn.model_validate(line).history()
    except ValidationError as exc:
        fault = exc.errors(include_url=False, include_input=False)[0]
        where = "/".join(str(part) for part in fault["loc"]) or "#"
        return _not_in_form(at, f"{where}: {fault['msg']}")
    except ValueError as exc:
        return _not_in_form(at, str(exc))


def _not_in_form(at: dict[str, str | int], why: str) -> BadLine:
    sentence = Text(f"Tidak sesuai bentuk: {why}", f"Not in the documented form: {why}")
    return BadLine(at, "not_in_form", sentence)


def _answers(parsed: list[History | BadLine]) -> Iterator[bytes]:
    histories = [one for one in parsed if isinstance(one, History)]
    verdicts = iter(assess(histories, policy=ANNOUNCED, reference=shipped_reference()))
    for one in parsed:
        answer = one.document() if isinstance(one, BadLine) else document_of(next(verdicts))
        yield json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

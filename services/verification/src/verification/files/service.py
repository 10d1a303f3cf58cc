"""Use case: judge accounts block by block, wherever their lines come from and go to."""

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Protocol

import msgspec
from pydantic import ValidationError

from shared.language import Text
from shared.wire import strict_json
from verification.eligibility.rules.assessment import judge
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.engines import present
from verification.eligibility.rules.facts import Facts
from verification.eligibility.schemas import AccountIn, plain_history
from verification.growth.rules.histories import History
from verification.policies.rules import ANNOUNCED

BLOCK_LINES = 1024
LONGEST_LINE = 4 * 1024 * 1024
TOO_LONG = Text("Baris lebih dari 4 MiB.", "Line of more than 4 MiB.")
ENCODER = msgspec.json.Encoder()

Line = tuple[int, bytes | None]
"""Its number from 1, and its bytes; ``None`` for one too long to be held."""


class Target(Protocol):
    """Where answers go, in the order of the lines."""

    def write(self, answers: list[dict[str, Any]]) -> None:
        """Take a block of them."""


class LineTarget:
    """Answers as lines of JSON."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, answers: list[dict[str, Any]]) -> None:
        """One line each."""
        self._file.writelines(ENCODER.encode(answer) + b"\n" for answer in answers)
        self._file.flush()


@dataclass(frozen=True, slots=True)
class Judged:
    """How far a file has come."""

    lines: int
    bad: int


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


def judge_lines(lines: Iterable[Line], target: Target) -> Iterator[Judged]:
    """Write one answer for each line; tells after each block how far it has come."""
    rest = iter(lines)
    done = bad = 0
    while block := list(islice(rest, BLOCK_LINES)):
        parsed = [_parsed(number, raw) for number, raw in block]
        target.write(_answers(parsed))
        done += len(parsed)
        bad += sum(isinstance(one, BadLine) for one in parsed)
        yield Judged(done, bad)


def lines_of(source: IO[bytes]) -> Iterator[Line]:
    """Numbered lines of a file without the empty ones."""
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
    history = plain_history(raw)
    if history is not None:
        return history
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


def _answers(parsed: list[History | BadLine]) -> list[dict[str, Any]]:
    facts = [Facts(one) for one in parsed if isinstance(one, History)]
    verdicts = iter(judge(facts, policy=ANNOUNCED, engine=present()))
    return [
        one.document() if isinstance(one, BadLine) else document_of(next(verdicts))
        for one in parsed
    ]

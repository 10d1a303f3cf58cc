"""The wire format of uploads: one shape of row in three notations."""

import codecs
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any
from uuid import UUID

from pydantic import MISSING, Field

from shared.codes import told
from shared.language import Language
from shared.sheets import Line, NotText, TooMany, read_sheet
from shared.wire import Code, Count, RefusedRow, RowsReport, Week, Wire, strict_json
from verification.observations.errors import HeaderUnknown, TooManyRows, UploadUnreadable
from verification.observations.rules import FIELDS, REFUSALS
from verification.observations.service import MOST_ROWS, Report


class ReadingIn(Wire):
    """The account was read."""

    account_id: UUID
    week: Week
    audience: Count = Field(description="Exact followers or friends, never rounded.")
    engagement: Annotated[
        float | None, Field(ge=0, le=1e12, description="Reactions received that week, if known.")
    ] = None
    posts: Annotated[
        int | None, Field(ge=0, le=10_080, description="Own posts that week, if known.")
    ] = None
    source: Code = Field(examples=["platform-api"])


class MissedIn(Wire):
    """The account could not be read, and why: no gap without a reason."""

    account_id: UUID
    week: Week
    missed: Code = Field(examples=["platform-unavailable"])
    source: Code | None = None


UPLOAD_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["observations"],
    "additionalProperties": False,
    "properties": {
        "observations": {
            "type": "array",
            "maxItems": 10_000,
            "items": {"anyOf": [ReadingIn.model_json_schema(), MissedIn.model_json_schema()]},
        }
    },
}
"""For the contract only: rows are read one by one, so that bad ones never fail the others."""


class RefusedReading(RefusedRow):
    """A row of an upload that was left out, while the others were taken."""

    code: str = told(REFUSALS)


class UploadReport(RowsReport[RefusedReading]):
    """What became of the rows of an upload."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Rows as they were sent, and the line each begins on where the body has lines."""

    rows: Sequence[object]
    lines: Sequence[int] = ()

    def line(self, index: int) -> int | MISSING:
        """Where a row stands in the file."""
        return self.lines[index] if self.lines else MISSING


def report(outcome: Report, upload: Upload, language: Language) -> UploadReport:
    """Count the outcome onto the wire, the refusals in the order of the rows."""
    return UploadReport(
        accepted=outcome.accepted,
        unchanged=outcome.unchanged,
        refused=len(outcome.refused),
        rows=[
            RefusedReading(
                index=index,
                line=upload.line(index),
                code=code,
                text=REFUSALS[code].pick(language),
            )
            for index, code in sorted(outcome.refused.items())
        ],
    )


def _from_json(raw: bytes) -> Upload:
    """A comma follows every field: as many as no allowed upload has are counted, not parsed."""
    if raw.count(b",") > MOST_ROWS * (len(FIELDS) + 1):
        raise TooManyRows(most=MOST_ROWS)
    try:
        body = strict_json(raw)
    except ValueError as exc:
        raise UploadUnreadable(kind="JSON") from exc
    if not isinstance(body, dict) or set(body) != {"observations"}:
        raise UploadUnreadable(kind='JSON {"observations": […]}')
    rows = body["observations"]
    if not isinstance(rows, list):
        raise UploadUnreadable(kind='JSON {"observations": […]}')
    if len(rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    return Upload(rows)


def _from_ndjson(raw: bytes) -> Upload:
    """Lines are counted before any is parsed, a generous number of empty ones among them."""
    held = list(islice(io.BytesIO(raw), 2 * MOST_ROWS + 1))
    lines = [(number, line) for number, line in enumerate(held, 1) if line.strip()]
    if len(held) > 2 * MOST_ROWS or len(lines) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    return Upload([_line(line) for _, line in lines], [number for number, _ in lines])


def _line(line: bytes) -> object:
    try:
        return strict_json(line)
    except ValueError:
        return None


def _from_csv(raw: bytes) -> Upload:
    try:
        sheet = read_sheet(raw, most=MOST_ROWS, knows=_is_header)
    except NotText as exc:
        raise UploadUnreadable(kind="CSV UTF-8") from exc
    except TooMany as exc:
        raise TooManyRows(most=MOST_ROWS) from exc
    if sheet is None:
        raise HeaderUnknown(columns=", ".join(sorted(FIELDS)))
    return Upload(
        [_typed(sheet.header, row) for row in sheet.rows], [row.number for row in sheet.rows]
    )


def _is_header(names: Sequence[str]) -> bool:
    return {"account_id", "week"} <= set(names) <= FIELDS


def _typed(header: Sequence[str], row: Line) -> object:
    if row.cells is None or len(row.cells) != len(header):
        return None
    return {name: _value(name, text) for name, text in zip(header, row.cells, strict=True)}


def _value(name: str, text: str) -> object:
    """Empty means absent; figures become numbers, and what is none stays text to be refused."""
    if text == "":
        return None
    kinds: Mapping[str, Callable[[str], Any]] = {
        "audience": _integer,
        "posts": _integer,
        "engagement": float,
    }
    try:
        return kinds.get(name, str)(text) if text.isascii() and "_" not in text else text
    except ValueError:
        return text


def _integer(text: str) -> int:
    """``612.0`` is 612, as in JSON; so programs write a column that has a gap."""
    whole, point, fraction = text.partition(".")
    return int(whole if point and fraction and not fraction.strip("0") else text)


READERS: Mapping[str, Callable[[bytes], Upload]] = {
    "application/json": _from_json,
    "application/x-ndjson": _from_ndjson,
    "text/csv": _from_csv,
}


def read_upload(kind: str, raw: bytes) -> Upload:
    """The rows of a body; a mark of byte order before them is no part of any."""
    return READERS[kind](raw.removeprefix(codecs.BOM_UTF8))

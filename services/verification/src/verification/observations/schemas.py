"""The wire format of uploads: one shape of row in three notations."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from shared.wire import Code, Count, Week, Wire, strict_json
from verification.observations.errors import UploadUnreadable
from verification.observations.rules import FIELDS, REFUSALS


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


class RefusalOut(Wire):
    """Why a row was refused."""

    code: str = Field(max_length=64, examples=["account_unknown"])
    text_id: str = Field(max_length=200, description="Bahasa Indonesia")
    text_en: str = Field(max_length=200, description="English")


class RefusedRow(Wire):
    """A row that was not kept, by its place in the upload, from 0."""

    index: int = Field(ge=0, lt=10_000)
    error: RefusalOut


class UploadReport(Wire):
    """What became of the rows."""

    accepted: Count = Field(description="Rows kept now.")
    unchanged: Count = Field(description="Rows that were known already with the same values.")
    refused: list[RefusedRow] = Field(max_length=10_000)


def refusals(codes: Mapping[int, str]) -> list[RefusedRow]:
    """Refusals in the order of the rows."""
    return [
        RefusedRow(
            index=index,
            error=RefusalOut(code=code, text_id=REFUSALS[code].id, text_en=REFUSALS[code].en),
        )
        for index, code in sorted(codes.items())
    ]


def _from_json(raw: bytes) -> list[object]:
    try:
        body = strict_json(raw)
    except ValueError as exc:
        raise UploadUnreadable(kind="JSON") from exc
    if not isinstance(body, dict) or set(body) != {"observations"}:
        raise UploadUnreadable(kind='JSON {"observations": […]}')
    rows = body["observations"]
    if not isinstance(rows, list):
        raise UploadUnreadable(kind='JSON {"observations": […]}')
    return rows


def _from_ndjson(raw: bytes) -> list[object]:
    return [_line(line) for line in raw.split(b"\n") if line.strip()]


def _line(line: bytes) -> object:
    try:
        return strict_json(line)
    except ValueError:
        return None


def _from_csv(raw: bytes) -> list[object]:
    try:
        table = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        columns = set(table.fieldnames or ())
        if not {"account_id", "week"} <= columns <= FIELDS:
            raise UploadUnreadable(kind=f"CSV ({', '.join(sorted(FIELDS))})")
        return list(_typed(table))
    except (csv.Error, UnicodeDecodeError) as exc:
        raise UploadUnreadable(kind="CSV") from exc


def _typed(table: "csv.DictReader[str]") -> Iterator[object]:
    for row in table:
        if None in row or None in row.values():
            yield None
        else:
            yield {name: _value(name, text) for name, text in row.items()}


def _value(name: str, text: str) -> object:
    """Empty means absent; figures become numbers, and what is none stays text to be refused."""
    if text == "":
        return None
    kinds: Mapping[str, Callable[[str], Any]] = {"audience": int, "posts": int, "engagement": float}
    try:
        return kinds.get(name, str)(text) if text.isascii() and "_" not in text else text
    except ValueError:
        return text


READERS: Mapping[str, Callable[[bytes], list[object]]] = {
    "application/json": _from_json,
    "application/x-ndjson": _from_ndjson,
    "text/csv": _from_csv,
}

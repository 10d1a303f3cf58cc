"""CSV as people export it: three separators, a BOM, stray quotes; each row read by itself."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from shared.errors import Invalid
from shared.language import Text

SEPARATORS = ",;\t"
MOST_LINES_A_ROW = 5
"""A row of more lines is none: somebody forgot a quote, and the lines after it are rows."""


class ColumnTwice(Invalid):
    """The header names a column twice, so nobody knows which of two values is meant."""

    title = Text("Kolom ganda", "Column twice")
    detail = Text(
        "Kolom `{column}` ada dua kali di baris pertama; hapus salah satunya.",
        "The first line has the column `{column}` twice; remove one of them.",
    )


class NotText(ValueError):
    """The file is not UTF-8."""


class TooMany(ValueError):
    """The file has more rows than are read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row where it begins; without cells when its quotes are wrong."""

    number: int
    cells: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and the rows below it."""

    header: tuple[str, ...]
    rows: tuple[Line, ...]


def read_sheet(raw: bytes, *, most: int, knows: Callable[[Sequence[str]], bool]) -> Sheet | None:
    """The rows of a file, or nothing when its first line is no header that somebody ``knows``.

    Raises ``ColumnTwice``, ``NotText`` or ``TooMany``.
    """
    lines = _lines(raw, most * MOST_LINES_A_ROW)
    for separator in SEPARATORS:
        header, used = _row(lines, 0, separator)
        names = tuple(cell.strip() for cell in header or ())
        if names and knows(names):
            _check(names)
            return Sheet(names, _within(most, _rows(lines, used, separator, len(names))))
    return None


def _lines(raw: bytes, most: int) -> list[str]:
    """Counted before any is parsed: a file of empty lines is too long as well."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise NotText from exc
    lines = list(islice(io.StringIO(text, newline=""), most + 2))
    if len(lines) > most + 1:
        raise TooMany
    return lines


def _check(names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise ColumnTwice(column=name[:100])


def _within(most: int, rows: Iterator[Line]) -> tuple[Line, ...]:
    read: list[Line] = []
    for row in rows:
        if len(read) == most:
            raise TooMany
        read.append(row)
    return tuple(read)


def _rows(lines: Sequence[str], at: int, separator: str, width: int) -> Iterator[Line]:
    while at < len(lines):
        cells, used = _row(lines, at, separator)
        if cells is None or (used > 1 and len(cells) != width):
            yield Line(at + 1, None)
            used = 1
        elif any(cell.strip() for cell in cells):
            yield Line(at + 1, cells)
        at += used


def _row(lines: Sequence[str], at: int, separator: str) -> tuple[tuple[str, ...] | None, int]:
    """One row and how many lines it took; no cells when it cannot be read."""
    reader = csv.reader(lines[at : at + MOST_LINES_A_ROW], delimiter=separator, strict=True)
    try:
        cells = next(reader, [])
    except csv.Error:
        return None, 1
    return tuple(cells), max(reader.line_num, 1)

"""CSV as it comes: fast where no quote is, row by row where one is."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from verification.arrivals.rules.bodies import AT_ONCE, MARK
from verification.arrivals.rules.pieces import (
    LONGEST_LINE,
    DoubledColumn,
    HeaderStrange,
    TooMany,
    Unreadable,
    line_end,
)
from verification.arrivals.rules.rows import FIELDS
from verification.arrivals.rules.tables import Table

SEPARATORS = ",;\t"
MOST_LINES_A_ROW = 5
"""A row of more lines is none: somebody forgot a quote, and the lines after it are rows."""
TOO_LONG = b"?"
"""What a line is that is too long: no row of any header."""
Row = tuple[int, tuple[str, ...] | None]
"""The line a row begins on, and its cells unless they cannot be read."""


class Sheet:
    """A header and rows; a mark of byte order does no harm."""

    def __init__(self, table: Table, most: int) -> None:
        self._table, self._most = table, most
        self._rest, self._line = b"", 0
        self._waiting: list[str] = []
        self._header: tuple[str, ...] = ()
        self._separator = ","

    def feed(self, piece: bytes) -> None:
        """Read the lines that are whole; one that is too long is refused and passed over."""
        whole = self._rest + piece
        end = line_end(whole)
        if end:
            self._take(whole[:end], last=False)
        self._rest = whole[end:]
        if len(self._rest) > LONGEST_LINE:
            if not self._header:
                raise HeaderStrange
            self._rest = TOO_LONG

    def end(self) -> None:
        """The last line may have no end, and rows of several lines have no more to come."""
        self._take(self._rest, last=True)
        if not self._header:
            raise HeaderStrange

    def _take(self, raw: bytes, *, last: bool) -> None:
        try:
            text = (raw if self._line else raw.removeprefix(MARK)).decode("utf-8")
        except UnicodeDecodeError as exc:
            raise Unreadable from exc
        lines = self._waiting + list(io.StringIO(text, newline=""))
        if self._line + len(lines) > self._most * MOST_LINES_A_ROW + 2:
            raise TooMany
        at = 0
        if not self._header and lines:
            at = self._read_header(lines)
        at = self._read(lines, at, last=last)
        self._line += at
        self._waiting = lines[at:]

    def _read_header(self, lines: Sequence[str]) -> int:
        for separator in SEPARATORS:
            cells, used = _row(lines, 0, separator)
            names = tuple(cell.strip() for cell in cells or ())
            if {"account_id", "week"} <= set(names) <= FIELDS:
                twice = [name for at, name in enumerate(names) if name in names[:at]]
                if twice:
                    raise DoubledColumn(twice[0])
                self._header, self._separator = names, separator
                return used
        raise HeaderStrange

    def _read(self, lines: Sequence[str], at: int, *, last: bool) -> int:
        """How many lines are done; without the end the last ones wait, where a quote is open."""
        if not any('"' in line for line in lines[at:]):
            self._read_plain(lines[at:], self._line + at)
            return len(lines)
        stop = len(lines) if last else max(at, len(lines) - MOST_LINES_A_ROW)
        rows: list[Row] = []
        while at < stop:
            cells, used = _row(lines, at, self._separator)
            if cells is None or (used > 1 and len(cells) != len(self._header)):
                rows.append((self._line + at + 1, None))
                used = 1
            elif any(cell.strip() for cell in cells):
                rows.append((self._line + at + 1, cells))
            at += used
        self._add(rows)
        return at

    def _read_plain(self, lines: Sequence[str], before: int) -> None:
        blank = self._separator + " \t\r\n"
        rows: list[Row] = [
            (before + at, tuple(line.rstrip("\r\n").split(self._separator)))
            for at, line in enumerate(lines, 1)
            if line.strip(blank)
        ]
        self._add(rows)

    def _add(self, rows: Sequence[Row]) -> None:
        if self._table.rows + len(rows) > self._most:
            raise TooMany
        for at in range(0, len(rows), AT_ONCE):
            self._add_some(rows[at : at + AT_ONCE])

    def _add_some(self, rows: Sequence[Row]) -> None:
        width, nothing = len(self._header), ("",) * len(self._header)
        cells = [told if told and len(told) == width else nothing for _, told in rows]
        columns = {
            name: _typed(name, column)
            for name, column in zip(self._header, zip(*cells, strict=True), strict=True)
        }
        broken = [
            None if told is not None and len(told) == width else "row_unreadable"
            for _, told in rows
        ]
        self._table.add(columns, len(rows), [number for number, _ in rows], broken=broken)


def _row(lines: Sequence[str], at: int, separator: str) -> tuple[tuple[str, ...] | None, int]:
    """One row and how many lines it took; no cells when it cannot be read."""
    reader = csv.reader(lines[at : at + MOST_LINES_A_ROW], delimiter=separator, strict=True)
    try:
        cells = next(reader, [])
    except csv.Error:
        return None, 1
    return tuple(cells), max(reader.line_num, 1)


def _typed(name: str, cells: Sequence[str]) -> Sequence[Any]:
    """Empty means absent; figures become numbers, and what is none stays text to be refused."""
    kind = _KINDS.get(name)
    if kind is None:
        return [cell or None for cell in cells] if "" in cells else cells
    joined = "".join(cells)
    if kind is not _flag and joined.isascii() and "_" not in joined:
        try:
            return [_NUMBER[name](cell) if cell else None for cell in cells]
        except ValueError:
            pass
    return [_value(kind, cell) for cell in cells]


def _value(kind: Callable[[str], Any], cell: str) -> Any:
    if not cell:
        return None
    try:
        return kind(cell) if cell.isascii() and "_" not in cell else cell
    except ValueError:
        return cell


def _integer(text: str) -> int:
    """``612.0`` is 612, as in JSON; so programs write a column that has a gap."""
    whole, point, fraction = text.partition(".")
    return int(whole if point and fraction and not fraction.strip("0") else text)


def _flag(text: str) -> Any:
    return _FLAGS.get(text.lower(), text)


_FLAGS = {"true": True, "false": False}
_KINDS: Mapping[str, Callable[[str], Any]] = {
    "audience": _integer,
    "posts": _integer,
    "engagement": float,
    "rounded": _flag,
}
_NUMBER: Mapping[str, Callable[[str], Any]] = {"audience": int, "posts": int, "engagement": float}

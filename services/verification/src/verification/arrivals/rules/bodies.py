"""JSON as it comes: rows in a list, rows a line, or columns."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from verification.arrivals.rules.pieces import (
    LONGEST,
    LONGEST_LINE,
    PIECE,
    ROWS_BEGIN,
    DoubledColumn,
    TooMany,
    Unreadable,
    columns_of,
    elements,
    forgiving_json,
    row_end,
    transposed,
)
from verification.arrivals.rules.rows import FIELDS
from verification.arrivals.rules.tables import Table

AT_ONCE = 8_192
"""Rows checked together."""
MARK = b"\xef\xbb\xbf"
TOO_LONG = b"?"
"""What a line is that is too long: no row, whatever its end adds."""


class Reader(Protocol):
    """Fills a table from a body piece by piece."""

    def feed(self, piece: bytes) -> None:
        """Read what can be read by now."""

    def end(self) -> None:
        """Read the rest; nothing more will come."""


class Lines:
    """NDJSON: each line by itself."""

    def __init__(self, table: Table, most: int) -> None:
        self._table, self._most = table, most
        self._rest, self._line = b"", 0

    def feed(self, piece: bytes) -> None:
        """Read the lines that are whole; one that is too long is refused and passed over."""
        whole = self._rest + piece if self._line or self._rest else piece.removeprefix(MARK)
        end = whole.rfind(b"\n") + 1
        if end:
            self._read(whole[:end])
        self._rest = whole[end:]
        if len(self._rest) > LONGEST_LINE:
            self._rest = TOO_LONG

    def end(self) -> None:
        """The last line may have no end."""
        if self._rest:
            self._read(self._rest)

    def _read(self, raw: bytes) -> None:
        lines = raw.removesuffix(b"\n").split(b"\n")
        first, self._line = self._line + 1, self._line + len(lines)
        numbers = [first + at for at, line in enumerate(lines) if line.strip()]
        told = [line for line in lines if line.strip()]
        if self._table.rows + len(told) > self._most or self._line > 2 * self._most:
            raise TooMany
        for at in range(0, len(told), AT_ONCE):
            rows = _of_lines(told[at : at + AT_ONCE])
            add_rows(self._table, rows, numbers[at : at + AT_ONCE])


def _of_lines(lines: Sequence[bytes]) -> Sequence[object]:
    """All at once where none can reach into another; else one by one."""
    joined = b",".join(lines)
    if joined.count(b"{") == len(lines) and b"[" not in joined:
        rows = _plain(b"[" + joined + b"]")
        if rows is not None and len(rows) == len(lines):
            return rows
    return [_of_line(line) for line in lines]


def _of_line(line: bytes) -> object:
    try:
        return forgiving_json(line) if len(line) <= LONGEST_LINE else None
    except Unreadable:
        return None


def _plain(raw: bytes) -> list[Any] | None:
    """A list of rows that surely name nothing twice, or nothing."""
    try:
        rows = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    named = sum(len(row) for row in rows if isinstance(row, dict))
    return rows if raw.count(b":") == named else None


def add_rows(table: Table, rows: Sequence[Any], lines: Sequence[int] = ()) -> None:
    """Rows as they were sent; what is no object is refused, and what names an unknown field."""
    if set(map(type, rows)) <= {dict}:
        shapes = set(map(tuple, rows))
        if all(map(FIELDS.issuperset, shapes)):
            table.add(transposed(rows, shapes), len(rows), lines)
            return
    broken = [_fault(row) for row in rows]
    whole = [{} if fault else row for row, fault in zip(rows, broken, strict=True)]
    table.add(transposed(whole, set(map(tuple, whole))), len(rows), lines, broken=broken)


def _fault(row: Any) -> str | None:
    if not isinstance(row, dict):
        return "row_unreadable"
    return None if FIELDS.issuperset(row) else "field_unknown"


class Json:
    """``{"observations": […]}`` as it comes, or columns when all of it is there."""

    def __init__(self, table: Table, most: int, longest: int) -> None:
        self._table, self._most, self._longest = table, most, longest
        self._body, self._rows, self._wanted = bytearray(), False, PIECE

    def feed(self, piece: bytes) -> None:
        """Rows are read and let go; columns are kept until the end."""
        self._body += piece
        if not self._rows and not self._table.rows:
            self._begin()
        if self._rows and len(self._body) >= self._wanted:
            self._read_some()
        if len(self._body) > self._longest:
            raise TooMany

    def _begin(self) -> None:
        if self._body.startswith(MARK):
            del self._body[: len(MARK)]
        begins = ROWS_BEGIN.match(self._body)
        if begins:
            del self._body[: begins.end()]
            self._rows = True

    def _read_some(self) -> None:
        end = row_end(self._body)
        rows = _rows(bytes(self._body[:end])) if end >= 0 else None
        if rows is None:
            self._wanted = 2 * len(self._body)
            if len(self._body) > LONGEST:
                raise Unreadable
            return
        del self._body[: end + 1]
        self._wanted = PIECE
        self._add(rows)

    def _add(self, rows: Sequence[object]) -> None:
        if self._table.rows + len(rows) > self._most:
            raise TooMany
        for at in range(0, len(rows), AT_ONCE):
            add_rows(self._table, rows[at : at + AT_ONCE])

    def end(self) -> None:
        """What is left of the rows, or all of the columns."""
        if not self._rows:
            add_columns(self._table, self._body, self._most)
            return
        rest = bytes(self._body).rstrip()
        inner = rest.removesuffix(b"}").rstrip()
        if inner == rest or not inner.endswith(b"]"):
            raise Unreadable
        inner = inner[:-1].strip()
        rows = _rows(inner) if inner else []
        if rows is None or (self._table.rows and not inner):
            raise Unreadable
        self._add(rows)


def _rows(raw: bytes) -> list[Any] | None:
    rows = _plain(b"[" + raw + b"]")
    if rows is None:
        try:
            rows = forgiving_json(b"[" + raw + b"]")
        except Unreadable:
            return None
    return rows


def add_columns(table: Table, body: bytearray, most: int) -> None:
    """Columns, some rows of each at a time; all must be equally long."""
    if len(body) <= LONGEST:
        columns = {name: iter([whole]) for name, whole in _small(bytes(body)).items()}
    else:
        places = columns_of(body)
        columns = {name: _pieces(body, *place) for name, place in places.items()}
    if not {"account_id", "week"} <= columns.keys() or not columns.keys() <= FIELDS:
        raise Unreadable
    held: dict[str, list[Any]] = {name: [] for name in columns}
    while True:
        for name, pieces in columns.items():
            while len(held[name]) < AT_ONCE and (more := next(pieces, None)) is not None:
                held[name] += more
        sizes = {min(len(column), AT_ONCE) for column in held.values()}
        if len(sizes) != 1:
            raise Unreadable
        count = sizes.pop()
        if not count:
            return
        if table.rows + count > most:
            raise TooMany
        table.add({name: column[:count] for name, column in held.items()}, count)
        held = {name: column[count:] for name, column in held.items()}


def _small(body: bytes) -> dict[str, list[Any]]:
    try:
        told = json.loads(body, object_pairs_hook=_columns)
    except DoubledColumn:
        raise
    except (ValueError, RecursionError) as exc:
        raise Unreadable from exc
    if not isinstance(told, dict) or not all(isinstance(each, list) for each in told.values()):
        raise Unreadable
    return told


def _columns(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        raise DoubledColumn(next(name for name in names if names.count(name) > 1))
    return told


def _pieces(body: bytearray, begins: int, ends: int) -> Iterator[list[Any]]:
    for piece in elements(body, begins, ends):
        yield forgiving_json(piece)

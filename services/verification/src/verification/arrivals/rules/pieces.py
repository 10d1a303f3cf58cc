"""Where a body that is still coming may be cut, and JSON that refuses a row rather than all."""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

PIECE = 1 << 19
"""Bytes read at once: small enough that nobody waits while one is."""
LONGEST = 1 << 22
"""Bytes that must hold the end of a row."""
LONGEST_LINE = 1 << 16
ROWS_BEGIN = re.compile(rb'\s*\{\s*"observations"\s*:\s*\[')
COLUMN_BEGINS = re.compile(rb'\s*(?:\{|,)\s*"([a-z_]+)"\s*:\s*\[')
COLUMNS_END = re.compile(rb"\s*\}\s*")


class Unreadable(ValueError):
    """The body is not what it says it is."""


class TooMany(ValueError):
    """There are more rows than one upload may have."""


class HeaderStrange(ValueError):
    """The first line names no columns that are known."""


class DoubledColumn(ValueError):
    """A column stands twice."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def forgiving_json(raw: bytes) -> Any:
    """Parse UTF-8 JSON; an object with a name twice becomes nothing, NaN a figure to be refused."""
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as exc:
        raise Unreadable from exc


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any] | None:
    told = dict(pairs)
    return told if len(told) == len(pairs) else None


def row_end(piece: bytes | bytearray) -> int:
    """Where the last row that is whole seems to end, before its comma; -1 for nowhere.

    It may be wrong inside a text; then the rows before it cannot be read, and more is needed.
    """
    after = piece.rfind(b"},")
    return after + 1 if after >= 0 else piece.rfind(b",")


def line_end(piece: bytes) -> int:
    """After the last line end whose line is whole; a CR at the very end may have its LF to come."""
    return max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, -1)) + 1


def columns_of(body: bytes | bytearray) -> dict[str, tuple[int, int]]:
    """Begin and end of each column's elements; ``Unreadable`` where brackets stand in a text."""
    found: dict[str, tuple[int, int]] = {}
    at = 0
    while begins := COLUMN_BEGINS.match(body, at):
        name, end = begins[1].decode(), body.find(b"]", begins.end())
        if end < 0 or (body[at : at + 64].lstrip()[:1] == b"{") is not (not found):
            raise Unreadable
        if name in found:
            raise DoubledColumn(name)
        found[name] = begins.end(), end
        at = end + 1
    if not found or not COLUMNS_END.fullmatch(body, at):
        raise Unreadable
    return found


def elements(body: bytes | bytearray, begins: int, ends: int) -> Iterator[bytes]:
    """Pieces of a column as JSON lists, cut at commas."""
    while begins < ends:
        cut = ends if ends - begins <= PIECE else body.find(b",", begins + PIECE, ends)
        cut = ends if cut < 0 else cut
        yield b"[" + bytes(body[begins:cut]) + b"]"
        begins = cut + 1


def transposed(
    rows: Sequence[dict[str, Any]], shapes: Collection[tuple[str, ...]]
) -> dict[str, list[Any]]:
    """Rows as columns; what a row does not name is empty. ``shapes`` are the names rows have."""
    names = {name for shape in shapes for name in shape}
    if len(shapes) == 1:
        return {name: [row[name] for row in rows] for name in names}
    return {name: [row.get(name) for row in rows] for name in names}

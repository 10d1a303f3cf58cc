"""Rows that say the same twice, and rows as PostgreSQL's binary COPY reads them."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from verification.arrivals.rules.tables import EPOCH, Kind, Part, Table

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
COLUMNS = ("index", "account_id", "week", "audience", "engagement", "posts", "kind")
_TYPES = {
    "index": ">i4",
    "account": "V16",
    "day": ">i4",
    "audience": ">i4",
    "engagement": ">f8",
    "posts": ">i4",
    "kind": ">i4",
}
_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def without_doubles(table: Table) -> tuple[list[Part], int]:
    """The rows without those that were told before in the same upload, and how many said the same.

    Another value for what was told before is refused; the earlier one of the file stays.
    """
    if not table.parts:
        return [], 0
    kinds = list(table.kinds)
    sources = _numbers([kind.source for kind in kinds])
    keys = np.concatenate([_keys(part, sources) for part in table.parts])
    index = np.concatenate([part.index for part in table.parts])
    order = np.lexsort((index, keys))
    ordered = keys[order]
    doubled = np.zeros(len(keys), bool)
    same = ordered[1:] == ordered[:-1]
    doubled[order[1:][same]] = True
    doubled[order[:-1][same]] = True
    if not doubled.any():
        return table.parts, 0
    dropped, unchanged = _doubles(table, doubled, kinds)
    gone = np.isin(index, dropped)
    ends = np.cumsum([len(part.index) for part in table.parts])[:-1]
    cut = zip(table.parts, np.split(gone, ends), strict=True)
    return [part.only(~out) for part, out in cut], unchanged


def _numbers(names: Sequence[str]) -> NDArray[np.uint64]:
    known: dict[str, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], np.uint64)


def _keys(part: Part, sources: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A hash of account, week and source; what it mixes up is told apart afterwards."""
    halves = np.ascontiguousarray(part.account).view(np.uint64).reshape(-1, 2)
    day = part.day.astype(np.uint64) << np.uint64(20)
    mixed = halves[:, 0] * _MIX[0] ^ halves[:, 1] * _MIX[1]
    key: NDArray[np.uint64] = (mixed >> np.uint64(29) ^ mixed) + (day | sources[part.kind]) * _MIX[
        2
    ]
    return key


def _doubles(
    table: Table, doubled: NDArray[np.bool_], kinds: Sequence[Kind]
) -> tuple[list[int], int]:
    """The index of each row to leave out, in the order of the file, and how many are the same."""
    ends = np.cumsum([len(part.index) for part in table.parts])[:-1]
    asked = [
        row
        for part, mask in zip(table.parts, np.split(doubled, ends), strict=True)
        for row in _told(part.only(mask), kinds)
    ]
    first: dict[tuple[bytes, int, str], tuple[object, ...]] = {}
    dropped, unchanged = [], 0
    for index, key, said in sorted(asked, key=lambda row: row[0]):
        stands = first.setdefault(key, (index, *said))
        if stands[0] == index:
            continue
        dropped.append(index)
        if stands[1:] == said:
            unchanged += 1
        else:
            table.refuse(index, "duplicate_in_batch")
    return dropped, unchanged


def _told(
    part: Part, kinds: Sequence[Kind]
) -> Iterator[tuple[int, tuple[bytes, int, str], tuple[object, ...]]]:
    columns = (
        part.index.tolist(),
        [row.tobytes() for row in part.account],
        part.day.tolist(),
        part.audience.tolist(),
        [None if amount != amount else amount for amount in part.engagement.tolist()],
        part.posts.tolist(),
        [kinds[number] for number in part.kind.tolist()],
    )
    for index, account, day, audience, engagement, posts, kind in zip(*columns, strict=True):
        yield index, (account, day, kind.source), (audience, engagement, posts, kind[1:])


def binary(parts: Sequence[Part]) -> Iterator[bytes]:
    """The body of a binary COPY: rows with the same gaps have the same length and go together."""
    yield HEADER
    for part in parts:
        gaps = (
            (part.audience < 0) * np.uint8(1)
            | np.isnan(part.engagement) * np.uint8(2)
            | (part.posts < 0) * np.uint8(4)
        )
        for pattern in np.unique(gaps).tolist():
            yield _records(part.only(gaps == pattern), pattern)
    yield TRAILER


def _records(part: Part, pattern: int) -> bytes:
    empty = {
        name for bit, name in ((1, "audience"), (2, "engagement"), (4, "posts")) if pattern & bit
    }
    fields: list[tuple[str, str]] = [("count", ">i2")]
    for name, kind in _TYPES.items():
        fields.append((f"{name} length", ">i4"))
        if name not in empty:
            fields.append((name, kind))
    records = np.empty(len(part.index), np.dtype(fields))
    records["count"] = len(_TYPES)
    for name, kind in _TYPES.items():
        records[f"{name} length"] = -1 if name in empty else np.dtype(kind).itemsize
        if name not in empty:
            column = getattr(part, name)
            records[name] = column.view("V16").reshape(-1) if name == "account" else column
    return records.tobytes()


def weeks_of_sources(parts: Sequence[Part], kinds: Sequence[Kind]) -> list[tuple[date, str]]:
    """Every week and source there is a row of, once and in order."""
    pairs = {
        pair
        for part in parts
        for pair in np.unique(part.day.astype(np.int64) << 32 | part.kind).tolist()
    }
    told = {(pair >> 32, kinds[pair & 0xFFFFFFFF].source) for pair in pairs}
    return [(date.fromordinal(day + EPOCH), source) for day, source in sorted(told)]

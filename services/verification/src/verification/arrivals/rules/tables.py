"""Columns of an upload as arrays. What an array cannot settle is read as a row by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from verification.arrivals.rules.rows import (
    FIELDS,
    METRICS,
    MOST_AUDIENCE,
    MOST_ENGAGEMENT,
    MOST_POSTS,
    Observed,
    RowRefused,
    read_row,
)

EPOCH = date(2000, 1, 1).toordinal()
"""Day 0 of PostgreSQL."""
MOST_KINDS = 1_024
MOST_TOLD = 10_000
"""Refusals told one by one; the rest is counted."""
_NONE, _ODD = -1, -2
_NIBBLES = np.full(256, 255, np.uint8)
_NIBBLES[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)
_NIBBLES[np.frombuffer(b"ABCDEF", np.uint8)] = np.arange(10, 16)
_HEX = np.array([at for at in range(36) if at not in (8, 13, 18, 23)])
_DASHES = np.array([8, 13, 18, 23])
_NOBODY = "0" * 36
"""No UUID as it is written: it has no dashes."""


class Kind(NamedTuple):
    """What many rows have in common."""

    source: str
    missed: str | None
    metric: str | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Good rows side by side: -1 and NaN stand for what is absent."""

    index: NDArray[np.int32]
    account: NDArray[np.uint8]
    """16 bytes a row."""
    day: NDArray[np.int32]
    audience: NDArray[np.int32]
    engagement: NDArray[np.float64]
    posts: NDArray[np.int32]
    kind: NDArray[np.int32]

    def only(self, kept: NDArray[np.bool_]) -> "Part":
        """The rows of a mask."""
        return Part(*(getattr(self, name)[kept] for name in self.__slots__))


@dataclass(slots=True)
class Table:
    """An upload as far as it was read; its memory is bounded by its rows."""

    this_week: date
    parts: list[Part] = field(default_factory=list)
    lines: list[NDArray[np.int32]] = field(default_factory=list)
    """Where each row begins, for files that have lines."""
    kinds: dict[Kind, int] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    """Code by index, the first ``MOST_TOLD``."""
    rows: int = 0
    refusals: int = 0
    _weeks: dict[str, int] = field(default_factory=dict)
    _plain: dict[tuple[Any, Any, Any], int] = field(default_factory=dict)

    def add(
        self,
        columns: Mapping[str, Sequence[Any]],
        count: int,
        lines: Sequence[int] = (),
        *,
        broken: Sequence[str | None] = (),
    ) -> None:
        """Check rows given as columns; a column that is not there is empty.

        Rows that are ``broken`` have the code of a refusal, and cells that mean nothing.
        """
        if not count:
            return
        if lines:
            self.lines.append(np.array(lines, np.int32))
        part, odd = self._checked(columns, count)
        if broken:
            odd |= np.fromiter((code is not None for code in broken), bool, count)
        self.parts.append(part.only(~odd))
        self._read_alone(columns, np.flatnonzero(odd), broken)
        self.rows += count

    def refuse(self, index: int, code: str) -> None:
        """Leave a row out."""
        self.refusals += 1
        if len(self.refused) < MOST_TOLD:
            self.refused[index] = code

    def lines_of(self, rows: Iterable[int]) -> dict[int, int]:
        """Where these rows begin; nothing for a body that has no lines."""
        if not self.lines:
            return {}
        lines = np.concatenate(self.lines)
        return {index: int(lines[index]) for index in rows}

    def _checked(
        self, columns: Mapping[str, Sequence[Any]], count: int
    ) -> tuple[Part, NDArray[np.bool_]]:
        empty: Sequence[Any] = [None] * count
        told = {name: columns.get(name, empty) for name in FIELDS}
        accounts, bad = _accounts(told["account_id"])
        days = self._days(told["week"])
        audience = _figures(told["audience"], MOST_AUDIENCE)
        posts = _figures(told["posts"], MOST_POSTS)
        engagement, beyond = _amounts(told["engagement"])
        kinds = self._kinds(told["source"], told["metric"], told["rounded"])
        odd = bad | beyond | (days == _ODD) | (audience < 0) | (posts == _ODD) | (kinds < 0)
        if "missed" in columns:
            odd |= np.fromiter((why is not None for why in columns["missed"]), bool, count)
        index = np.arange(self.rows, self.rows + count, dtype=np.int32)
        return Part(index, accounts, days, audience, engagement, posts, kinds), odd

    def _days(self, weeks: Sequence[Any]) -> NDArray[np.int32]:
        plain = weeks if set(map(type, weeks)) == {str} else [_text(week) for week in weeks]
        known = self._weeks
        for week in set(plain) - known.keys():
            known[week] = _day(week, self.this_week)
        days = np.fromiter(map(known.__getitem__, plain), np.int32, len(plain))
        if len(known) > MOST_KINDS:
            known.clear()
        return days

    def _kinds(
        self, sources: Sequence[Any], metrics: Sequence[Any], rounded: Sequence[Any]
    ) -> NDArray[np.int32]:
        whole = (
            set(map(type, sources)) <= {str}
            and set(map(type, metrics)) <= {str, type(None)}
            and set(map(type, rounded)) <= {bool, type(None)}
        )
        if not whole:
            told = zip(sources, metrics, rounded, strict=True)
            return np.fromiter((self._kind(*each) for each in told), np.int32, len(sources))
        told = zip(sources, metrics, rounded, strict=True)
        known = self._plain
        codes = list(map(known.get, told))
        if None in codes:
            told = zip(sources, metrics, rounded, strict=True)
            codes = [
                self._kind(*each) if code is None else code
                for code, each in zip(codes, told, strict=True)
            ]
        return np.array(codes, np.int32)

    def _kind(self, source: Any, metric: Any, rounded: Any) -> int:
        """The number of a kind, when its parts are what they must be."""
        fits = isinstance(source, str) and (metric is None or metric in METRICS_LIST)
        if not fits or not (rounded is None or isinstance(rounded, bool)):
            return _ODD
        if len(self.kinds) >= MOST_KINDS or not _is_source(source):
            return _ODD
        code = self._number(Kind(source, None, metric, not rounded))
        self._plain[source, metric, rounded] = code
        return code

    def _number(self, kind: Kind) -> int:
        return self.kinds.setdefault(kind, len(self.kinds))

    def _read_alone(
        self,
        columns: Mapping[str, Sequence[Any]],
        odd: NDArray[np.intp],
        broken: Sequence[str | None],
    ) -> None:
        good: list[tuple[int, Observed]] = []
        for at in odd.tolist():
            row = {name: told[at] for name, told in columns.items()}
            try:
                if broken and (code := broken[at]):
                    raise RowRefused(code)
                read = read_row(row, this_week=self.this_week)
                if len(self.kinds) >= MOST_KINDS and _kind_of(read) not in self.kinds:
                    raise RowRefused("too_many_sources")
                good.append((self.rows + at, read))
                self._number(_kind_of(read))
            except RowRefused as refusal:
                self.refuse(self.rows + at, refusal.code)
        if good:
            self.parts.append(self._part_of(good))

    def _part_of(self, rows: Sequence[tuple[int, Observed]]) -> Part:
        read = [row for _, row in rows]
        nothing = float("nan")
        return Part(
            np.array([index for index, _ in rows], np.int32),
            np.frombuffer(b"".join(row.account_id.bytes for row in read), np.uint8).reshape(-1, 16),
            np.array([row.week.toordinal() - EPOCH for row in read], np.int32),
            np.array([_NONE if row.audience is None else row.audience for row in read], np.int32),
            np.array([nothing if row.engagement is None else row.engagement for row in read]),
            np.array([_NONE if row.posts is None else row.posts for row in read], np.int32),
            np.array([self.kinds[_kind_of(row)] for row in read], np.int32),
        )


METRICS_LIST = tuple(METRICS)
"""Compared one by one, so that what cannot be hashed is only not among them."""


def _kind_of(row: Observed) -> Kind:
    return Kind(row.told_by, row.missed, row.metric, row.exact)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _sample(**changed: Any) -> dict[str, Any]:
    return {"account_id": f"{0:08}-0000-4000-8000-{0:012}", "audience": 0, **changed}


def _day(week: str, this_week: date) -> int:
    try:
        row = read_row(_sample(week=week, source="x"), this_week=this_week)
    except RowRefused:
        return _ODD
    return row.week.toordinal() - EPOCH


def _is_source(source: str) -> bool:
    try:
        read_row(_sample(week="2000-W01", source=source), this_week=date(2000, 1, 3))
    except RowRefused:
        return False
    return True


def _accounts(ids: Sequence[Any]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """16 bytes for each UUID, and which are none as it is usually written."""
    if set(map(type, ids)) != {str} or set(map(len, ids)) != {36}:
        ids = [each if isinstance(each, str) and len(each) == 36 else _NOBODY for each in ids]
    joined = "".join(ids)
    if not joined.isascii():
        joined = "".join(each if each.isascii() else _NOBODY for each in ids)
    letters = np.frombuffer(joined.encode("ascii"), np.uint8).reshape(-1, 36)
    nibbles = _NIBBLES[letters[:, _HEX]]
    bad = (nibbles == 255).any(axis=1) | (letters[:, _DASHES] != ord("-")).any(axis=1)
    whole: NDArray[np.uint8] = (nibbles[:, 0::2] << np.uint8(4)) | (nibbles[:, 1::2] & np.uint8(15))
    return whole, bad


def _figures(values: Sequence[Any], most: int) -> NDArray[np.int32]:
    """Whole numbers up to ``most``; what is another thing is odd, what is absent -1."""
    if not (set(map(type, values)) <= {int} and min(values) >= 0 and max(values) <= most):
        values = [_NONE if each is None else _figure(each, most) for each in values]
    return np.array(values, np.int32)


def _figure(value: Any, most: int) -> int:
    return value if type(value) is int and 0 <= value <= most else _ODD


def _amounts(values: Sequence[Any]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Numbers, NaN for what is absent, and which are none or beyond what is allowed."""
    kinds = set(map(type, values))
    if kinds <= {float}:
        amounts = np.array(values, np.float64)
        return amounts, ~((amounts >= 0) & (amounts <= MOST_ENGAGEMENT))
    amounts = np.array([_amount(each) for each in values], np.float64)
    absent = np.fromiter((each is None for each in values), bool, len(values))
    beyond = ~((amounts >= 0) & (amounts <= MOST_ENGAGEMENT)) & ~absent
    amounts[absent] = np.nan
    return amounts, beyond


def _amount(value: Any) -> float:
    """The number, or one that is beyond: integers may be too long for an array."""
    if type(value) is float or (type(value) is int and 0 <= value <= MOST_ENGAGEMENT):
        return float(value)
    return -1.0

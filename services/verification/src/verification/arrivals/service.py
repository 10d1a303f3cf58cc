"""Use case: keep what an upload brings, and say of every refused row why."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from shared.calendar import IsoWeek
from shared.database import Session
from shared.jobs import enqueue
from shared.sheets import ColumnTwice
from verification.accounts.rules import AccountsErased
from verification.arrivals import queries
from verification.arrivals.errors import (
    HeaderUnknown,
    TooManyRows,
    UploadKindUnknown,
    UploadUnreadable,
)
from verification.arrivals.queries import Kept
from verification.arrivals.rules.pieces import DoubledColumn, HeaderStrange, TooMany, Unreadable
from verification.arrivals.rules.rows import FIELDS, Observed
from verification.arrivals.rules.standing import Assurance

if TYPE_CHECKING:
    from verification.arrivals.rules.bodies import Reader
    from verification.arrivals.rules.tables import Part, Table

SETTLE = "settle_arrivals"
MOST_ROWS = 1_000_000


PIECE, MOST_HELD = 512 * 1024, 128 * 1024 * 1024
"""Bytes read at once, and bytes of columns that are held until all of them are there."""
_NAMES = {"application/json": "JSON", "application/x-ndjson": "NDJSON", "text/csv": "CSV UTF-8"}


@dataclass(slots=True)
class Reading:
    """An upload that is being read: what it holds so far, and what reads on."""

    kind: str
    table: "Table"
    reader: "Reader"

    def feed(self, piece: bytes) -> None:
        """Read a piece, or say what is wrong with the whole."""
        with _told_of(self.kind):
            self.reader.feed(piece)

    def end(self) -> None:
        """Read the rest."""
        with _told_of(self.kind):
            self.reader.end()


def begin(kind: str, *, now: datetime) -> Reading:
    """Make ready for a body. NumPy is imported when the first one comes."""
    if kind not in _NAMES:
        raise UploadKindUnknown
    from verification.arrivals.rules.bodies import Json, Lines
    from verification.arrivals.rules.sheets import Sheet
    from verification.arrivals.rules.tables import Table

    table = Table(IsoWeek.of(now).monday)
    if kind == "application/json":
        return Reading(kind, table, Json(table, MOST_ROWS, MOST_HELD))
    return Reading(kind, table, (Sheet if kind == "text/csv" else Lines)(table, MOST_ROWS))


@contextmanager
def _told_of(kind: str) -> Iterator[None]:
    try:
        yield
    except DoubledColumn as exc:
        raise ColumnTwice(column=exc.name[:100]) from exc
    except HeaderStrange as exc:
        raise HeaderUnknown(columns=", ".join(sorted(FIELDS))) from exc
    except TooMany as exc:
        raise TooManyRows(most=MOST_ROWS) from exc
    except Unreadable as exc:
        raise UploadUnreadable(kind=_NAMES[kind]) from exc


@dataclass(slots=True)
class Report:
    """What became of an upload; refusals are codes by row index."""

    accepted: int = 0
    unchanged: int = 0
    refused: int = 0
    codes: Mapping[int, str] = field(default_factory=dict)
    """The first refusals; the rest is counted."""
    lines: Mapping[int, int] = field(default_factory=dict)
    """Where these begin, in a file that has lines."""


async def record(session: Session, reading: Reading, *, recorded_by: str, now: datetime) -> Report:
    """Keep each good row; the same row again changes nothing, another value stands beside it."""
    from verification.arrivals.rules.copies import COLUMNS, without_doubles
    from verification.arrivals.rules.tables import MOST_TOLD

    table = reading.table
    parts, unchanged = await asyncio.to_thread(without_doubles, table)
    if not any(len(part.index) for part in parts):
        return _report(table, Kept(0, 0, 0, ()), unchanged)
    await queries.stage(session, _body(parts), COLUMNS)
    kept = await queries.keep(
        session,
        list(table.kinds),
        await asyncio.to_thread(_loads, table, parts),
        assurance=Assurance.REPORTED,
        recorded_by=recorded_by,
        recorded_at=now,
        most_told=MOST_TOLD,
    )
    if kept.accepted:
        await enqueue(session, SETTLE, {}, dedupe_key=SETTLE)
    return _report(table, kept, unchanged)


def _report(table: "Table", kept: Kept, unchanged: int) -> Report:
    from verification.arrivals.rules.tables import MOST_TOLD

    codes = table.refused | dict.fromkeys(kept.first_unknown, "account_unknown")
    told = dict(sorted(codes.items())[:MOST_TOLD])
    refused = table.refusals + kept.unknown
    return Report(kept.accepted, unchanged + kept.same, refused, told, table.lines_of(told))


async def _body(parts: "Sequence[Part]") -> AsyncIterator[bytes]:
    from verification.arrivals.rules.copies import binary

    pieces = binary(parts)
    while piece := await asyncio.to_thread(next, pieces, b""):
        yield piece


def _loads(table: "Table", parts: "Sequence[Part]") -> list[tuple[date, str]]:
    """The weeks each source tells of, in order."""
    from verification.arrivals.rules.copies import weeks_of_sources

    return weeks_of_sources(parts, list(table.kinds))


async def keep(
    session: Session,
    rows: Sequence[Observed],
    *,
    assurance: Assurance,
    recorded_by: str,
    now: datetime,
) -> None:
    """Keep rows as they were told; what was told before stays beside them."""
    await queries.append(
        session, rows, assurance=assurance, recorded_by=recorded_by, recorded_at=now
    )


async def forget_accounts(session: Session, erased: AccountsErased) -> None:
    """Let go of what has arrived of these accounts and is not settled yet."""
    await queries.delete_arrivals(session, erased.account_ids)

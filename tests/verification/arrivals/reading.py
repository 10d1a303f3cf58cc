"""Uploads read in pieces of any size, and what each of their rows became."""

from datetime import date
from typing import Any

from verification.arrivals.rules.bodies import Json, Lines, Reader
from verification.arrivals.rules.rows import RowRefused, read_row
from verification.arrivals.rules.sheets import Sheet
from verification.arrivals.rules.tables import EPOCH, Table

THIS_WEEK = date(2026, 11, 23)
ACCOUNT = "0b8f4c1e-6a35-4b0e-9d57-2f7f0e2a9c11"
ROW = {"account_id": ACCOUNT, "week": "2026-W05", "audience": 612, "source": "x"}
Told = dict[int, Any]


def told(table: Table) -> Told:
    """What each row became: its fields, or the code of its refusal."""
    found: Told = dict(table.refused)
    kinds = list(table.kinds)
    for part in table.parts:
        columns = (part.index, part.day, part.audience, part.engagement, part.posts, part.kind)
        for at, account in enumerate(part.account):
            index, day, audience, engagement, posts, kind = (column[at] for column in columns)
            week = date.fromordinal(int(day) + EPOCH)
            source, missed, metric, exact = kinds[kind]
            found[int(index)] = (
                account.tobytes().hex(),
                week,
                None if audience < 0 else int(audience),
                None if engagement != engagement else float(engagement),
                None if posts < 0 else int(posts),
                (source, missed, metric, exact),
            )
    return found


def alone(rows: list[Any]) -> Told:
    """What each row becomes when it is read by itself."""
    found: Told = {}
    for index, row in enumerate(rows):
        try:
            read = read_row(row, this_week=THIS_WEEK)
        except RowRefused as refusal:
            found[index] = refusal.code
            continue
        kind = (read.told_by, read.missed, read.metric, read.exact)
        figures = (read.audience, read.engagement, read.posts)
        found[index] = (read.account_id.hex, read.week, *figures, kind)
    return found


def by_rows(body: bytes, piece: int = 10**9) -> Table:
    table = Table(THIS_WEEK)
    return fed(Json(table, 100_000, 10**8), table, body, piece)


def by_lines(body: bytes, piece: int = 10**9) -> Table:
    table = Table(THIS_WEEK)
    return fed(Lines(table, 10_000), table, body, piece)


def by_cells(body: bytes, piece: int = 10**9) -> Table:
    table = Table(THIS_WEEK)
    return fed(Sheet(table, 10_000), table, body, piece)


def fed(reader: Reader, table: Table, body: bytes, piece: int) -> Table:
    for at in range(0, len(body), piece):
        reader.feed(body[at : at + piece])
    reader.end()
    return table

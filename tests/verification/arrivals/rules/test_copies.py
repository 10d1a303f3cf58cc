"""Doubles, and rows as PostgreSQL reads them."""

import json
import struct
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from tests.verification.arrivals.reading import ACCOUNT, ROW, by_rows
from verification.arrivals.rules.copies import binary, weeks_of_sources, without_doubles
from verification.arrivals.rules.tables import Table


def table_of(*rows: object) -> Table:
    return by_rows(json.dumps({"observations": rows}).encode())


def test_doubles_are_dropped_where_they_say_the_same_and_refused_where_not() -> None:
    other = {**ROW, "source": "y", "audience": 1}
    sent = [ROW, other, ROW, {**ROW, "audience": 613}, {**ROW, "week": "2026-W06"}]
    table = table_of(*sent)

    parts, unchanged = without_doubles(table)

    assert (sum(len(part.index) for part in parts), unchanged) == (3, 1)
    assert table.refused == {3: "duplicate_in_batch"}


def test_of_nothing_nothing_is_double() -> None:
    assert without_doubles(table_of()) == ([], 0)


def fields(body: bytes) -> Iterator[list[bytes | None]]:
    """The rows of a binary COPY."""
    at = 19
    while (count := struct.unpack_from(">h", body, at)[0]) != -1:
        at, row = at + 2, []
        for _ in range(count):
            (size,) = struct.unpack_from(">i", body, at)
            at += 4
            row.append(None if size < 0 else body[at : at + size])
            at += max(size, 0)
        yield row
    assert at + 2 == len(body)


def test_rows_with_and_without_gaps_are_written_whole() -> None:
    missed = {"account_id": ACCOUNT, "week": "2026-W06", "missed": "private"}
    table = table_of({**ROW, "engagement": 40.5, "posts": 3}, ROW, missed)

    written = sorted(fields(b"".join(binary(table.parts))))

    day = struct.pack(">i", (date(2026, 1, 26) - date(2000, 1, 1)).days)
    audience = struct.pack(">i", 612)
    account = UUID(ACCOUNT).bytes
    assert [row[:1] for row in written] == [[struct.pack(">i", n)] for n in range(3)]
    assert written[0][1:6] == [
        account,
        day,
        audience,
        struct.pack(">d", 40.5),
        struct.pack(">i", 3),
    ]
    assert written[1][1:6] == [account, day, audience, None, None]
    assert written[2][3:6] == [None, None, None]


def test_weeks_and_sources_are_named_once_and_in_order() -> None:
    table = table_of(
        {**ROW, "week": "2026-W06"}, ROW, {**ROW, "audience": 1}, {**ROW, "source": "a"}
    )

    assert weeks_of_sources(table.parts, list(table.kinds)) == [
        (date(2026, 1, 26), "a"),
        (date(2026, 1, 26), "x"),
        (date(2026, 2, 2), "x"),
    ]

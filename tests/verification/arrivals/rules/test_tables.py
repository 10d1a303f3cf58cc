"""What an array cannot settle is read as a row."""

import json
from datetime import date

from shared.calendar import IsoWeek
from tests.verification.arrivals.reading import ROW, by_rows
from verification.arrivals.rules.tables import MOST_TOLD


def test_more_kinds_of_source_than_there_is_room_for_are_refused() -> None:
    sent = [{**ROW, "source": f"s{n}"} for n in range(1_030)]
    table = by_rows(json.dumps({"observations": sent}).encode())

    assert set(table.refused.values()) == {"too_many_sources"}
    assert table.refusals == 6


def test_week_53_is_read_in_years_that_have_it() -> None:
    sent = [{**ROW, "week": week} for week in ("2026-W53", "2025-W53", "2024-W53")]
    table = by_rows(json.dumps({"observations": sent}).encode())

    assert IsoWeek.of(date(2026, 12, 28)) == IsoWeek.parse("2026-W53")
    assert table.refused == {0: "week_in_future", 1: "week_unreadable", 2: "week_unreadable"}


def test_refusals_are_told_up_to_a_number_and_counted_beyond() -> None:
    table = by_rows(json.dumps({"observations": [0] * (MOST_TOLD + 5)}).encode())

    assert (len(table.refused), table.refusals) == (MOST_TOLD, MOST_TOLD + 5)
    assert table.lines_of([0]) == {}

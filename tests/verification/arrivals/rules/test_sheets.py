"""CSV as it comes."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from tests.verification.arrivals.reading import ACCOUNT, ROW, by_cells, by_lines, told
from verification.arrivals.rules.pieces import DoubledColumn, HeaderStrange, Unreadable
from verification.arrivals.rules.tables import Table

cells = st.sampled_from(
    [
        *("612", "612.0", "6_12", " 612", "-1", str(2**63), "1e3", "nan", "x", "followers"),
        *("true", "", ACCOUNT, "2026-W05", "2025-W53", "registry", "٦١٢", '"', 'a"b', '"a,b"'),
    ]
)


@settings(deadline=None)
@anything(st.lists(st.lists(cells, min_size=4, max_size=6), max_size=12), st.integers(1, 50))
def test_a_sheet_says_the_same_in_one_piece_and_in_many(lines: list[list[str]], piece: int) -> None:
    header = "account_id,week,audience,source,engagement\r\n"
    body = (header + "\r\n".join(",".join(line) for line in lines)).encode()
    whole, parts = by_cells(body), by_cells(body, piece)

    assert told(whole) == told(parts)
    assert whole.lines_of(range(whole.rows)) == parts.lines_of(range(parts.rows))


@pytest.mark.parametrize(
    ("read", "before", "after"),
    [
        (by_lines, b"", b""),
        (by_cells, b"account_id,week,audience,source\n", b""),
    ],
)
def test_a_line_of_ten_megabytes_is_refused_alone_and_takes_no_room(
    read: Callable[[bytes, int], Table], before: bytes, after: bytes
) -> None:
    good = b",".join([ACCOUNT.encode(), b"2026-W05", b"612", b"x"]) + b"\n"
    line = json.dumps(ROW).encode() + b"\n" if not before else good

    table = read(before + line + b"9" * 10_000_000 + b"\n" + line, 1 << 16)

    assert (table.rows, table.refusals, list(table.refused)) == (3, 1, [1])


GOOD = f"{ACCOUNT},2026-W05,612,x"
HEADER = "account_id,week,audience,source"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("piece", [1, 7, 10**6])
def test_lines_may_end_in_three_ways(end: str, piece: int) -> None:
    table = by_cells(end.join([HEADER, GOOD, "", ",,,", GOOD]).encode(), piece)

    assert (table.rows, table.refusals) == (2, 0)
    assert table.lines_of([0, 1]) == {0: 2, 1: 5}


def test_a_row_over_several_lines_is_told_by_its_first_one() -> None:
    table = by_cells(f'{HEADER}\n{ACCOUNT},2026-W05,612,"a\nb"\n{GOOD}\n'.encode())

    assert table.refused == {0: "source_unreadable"}
    assert table.lines_of([0, 1]) == {0: 2, 1: 4}


def test_a_forgotten_quote_spoils_its_own_row() -> None:
    table = by_cells("\n".join([HEADER, GOOD.replace("612", '"612'), *[GOOD] * 9]).encode(), 100)

    assert (table.rows, table.refused) == (10, {0: "row_unreadable"})


def test_a_flag_is_true_or_false_in_any_case() -> None:
    rows = [f"{GOOD},{flag}" for flag in ("true", "FALSE", "", "1")]
    table = by_cells("\n".join([f"{HEADER},rounded", *rows]).encode())

    assert table.refused == {3: "rounded_unreadable"}
    assert {kind.exact for kind in table.kinds} == {True, False}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", HeaderStrange),
        (b"a,b\n", HeaderStrange),
        (b"x" * 100_000, HeaderStrange),
        (b"account_id,week,week\n", DoubledColumn),
        (b"account_id,week\n\xff,1\n", Unreadable),
    ],
)
def test_what_is_no_sheet_is_refused_as_a_whole(body: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        by_cells(body, 70_000)

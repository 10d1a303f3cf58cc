"""JSON rows, lines and columns: each row is judged as if it came alone."""

import json
from typing import Any

import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from tests.verification.arrivals.given_values import rows, values
from tests.verification.arrivals.reading import ROW, THIS_WEEK, alone, by_lines, by_rows, fed, told
from verification.arrivals.rules.bodies import Json
from verification.arrivals.rules.pieces import DoubledColumn, TooMany, Unreadable
from verification.arrivals.rules.rows import FIELDS
from verification.arrivals.rules.tables import Table


@settings(deadline=None)
@anything(rows, st.integers(1, 60))
def test_rows_in_a_list_and_rows_a_line_are_each_judged_as_if_alone(
    sent: list[Any], piece: int
) -> None:
    expected = alone(sent)
    body = json.dumps({"observations": sent}).encode()
    lines = "\n".join(json.dumps(row) for row in sent).encode()

    assert told(by_rows(body)) == told(by_rows(body, piece)) == expected
    assert told(by_lines(lines)) == told(by_lines(lines, piece)) == expected


@settings(deadline=None)
@anything(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, values)), max_size=12))
def test_columns_are_judged_as_their_rows(sent: list[dict[str, Any]]) -> None:
    columns = {name: [row[name] for row in sent] for name in FIELDS}

    assert told(by_rows(json.dumps(columns).encode())) == alone(sent)


def test_a_name_twice_spoils_its_own_row() -> None:
    twice = json.dumps(ROW)[:-1] + ', "audience": 613}'
    good = json.dumps(ROW)

    in_list = by_rows(f'{{"observations": [{good}, {twice}, {good}]}}'.encode())
    in_lines = by_lines(f"{good}\n{twice}\n{good}".encode())

    assert in_list.refused == in_lines.refused == {1: "row_unreadable"}


def test_what_is_no_number_spoils_its_own_row() -> None:
    rows = json.dumps({"observations": [ROW, {**ROW, "audience": float("nan")}]})

    assert by_rows(rows.encode()).refused == {1: "audience_unreadable"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"observations": [}',
        b'{"observations": [1',
        b'{"observations": [1] 2}',
        b'{"observations": [1,]}',
        b'{"account_id": ["x"], "week": []}',
        b'{"account_id": [], "week": [], "x": []}',
        b'{"account_id": 1, "week": []}',
        b'{"week": []}',
        b"[" * 100_000,
        b'{"observations": [' + b"[" * 100_000,
    ],
)
def test_what_is_no_upload_is_unreadable_in_one_piece_and_in_many(body: bytes) -> None:
    for piece in (10**9, max(len(body) // 7, 1)):
        with pytest.raises(Unreadable):
            by_rows(body, piece)


def test_more_rows_than_there_may_be_are_too_many() -> None:
    table = Table(THIS_WEEK)
    body = json.dumps({"observations": [0] * 11}).encode()
    with pytest.raises(TooMany):
        fed(Json(table, 10, 10**6), table, body, 10**9)


def test_columns_are_not_held_beyond_their_room() -> None:
    table = Table(THIS_WEEK)
    with pytest.raises(TooMany):
        fed(Json(table, 10, 1_000), table, b'{"account_id": [' + b" " * 2_000, 100)


def test_a_column_twice_is_named() -> None:
    with pytest.raises(DoubledColumn, match="week"):
        by_rows(b'{"week": [], "account_id": [], "week": []}')


@pytest.mark.parametrize("spaces", [",", ", "])
def test_columns_of_many_megabytes_are_read_piece_by_piece(spaces: str) -> None:
    many = 75_000
    columns = {name: [value] * many for name, value in ROW.items()}
    columns["audience"] = list(range(many))
    body = json.dumps(columns, separators=(spaces, ":")).encode()

    table = by_rows(body, 1 << 19)

    assert len(body) > 1 << 22
    assert (table.rows, table.refusals) == (many, 0)
    assert sum(part.audience.sum(dtype=int) for part in table.parts) == sum(range(many))


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.replace(b'"x"', b'"x]"', 1),
        lambda body: body.replace(b'"x"', b'"x", "x"', 1),
        lambda body: body[:-1],
        lambda body: body[:-2] + b"}",
    ],
)
def test_long_columns_that_do_not_fit_are_unreadable(change: Any) -> None:
    columns = {name: [value] * 70_000 for name, value in ROW.items()}
    with pytest.raises(Unreadable):
        by_rows(change(json.dumps(columns).encode()), 1 << 19)

"""Where a body may be cut."""

import pytest

from verification.arrivals.rules.pieces import (
    PIECE,
    Unreadable,
    columns_of,
    elements,
    forgiving_json,
    line_end,
    row_end,
)


@pytest.mark.parametrize(
    ("piece", "end"),
    [(b'{"a":1},{"b"', 7), (b'{"a":1}, {"b":', 7), (b"1,2,3", 3), (b"12", -1), (b"", -1)],
)
def test_rows_end_before_a_comma(piece: bytes, end: int) -> None:
    assert row_end(piece) == end


@pytest.mark.parametrize(("piece", "end"), [(b"a\nb", 2), (b"a\rb", 2), (b"a\r", 0), (b"a", 0)])
def test_a_line_is_whole_when_nothing_of_its_end_can_be_missing(piece: bytes, end: int) -> None:
    assert line_end(piece) == end


def test_columns_are_found_by_name() -> None:
    body = b' { "week" : ["a"] , "posts":[1, 2]} '

    assert {name: body[a:b] for name, (a, b) in columns_of(body).items()} == {
        "week": b'"a"',
        "posts": b"1, 2",
    }


@pytest.mark.parametrize("body", [b"", b"{}", b'{"a":[1]', b'{"a":1}', b',"a":[1]}', b'{"a":[1]}x'])
def test_what_is_no_columns_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        columns_of(body)


def test_a_long_column_is_cut_between_elements() -> None:
    body = b"1," * PIECE + b"1"

    pieces = list(elements(body, 0, len(body)))

    assert len(pieces) > 1
    assert b",".join(piece[1:-1] for piece in pieces) == body


def test_an_object_with_a_name_twice_becomes_nothing() -> None:
    assert forgiving_json(b'[{"a": 1, "a": 2}, {"a": NaN}]')[0] is None
    with pytest.raises(Unreadable):
        forgiving_json(b"[")

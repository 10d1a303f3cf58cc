"""CSV as spreadsheets and people write it, row by row."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sheets import ColumnTwice, Line, NotText, Sheet, TooMany, read_sheet


def known(names: Sequence[str]) -> bool:
    return set(names) == {"a", "b"}


def read(text: str | bytes, most: int = 100) -> Sheet | None:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_sheet(raw, most=most, knows=known)


def rows(text: str | bytes) -> list[tuple[int, tuple[str, ...] | None]]:
    sheet = read(text)
    assert sheet is not None
    return [(row.number, row.cells) for row in sheet.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_of_three_separators_is_told_by_the_first_line(separator: str) -> None:
    text = "a,b\n1,2\n".replace(",", separator)

    assert rows(text) == [(2, ("1", "2"))]


def test_a_comma_is_a_letter_where_semicolons_part_the_cells() -> None:
    assert rows("a;b\n1,5;2\n") == [(2, ("1,5", "2"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(end: str) -> None:
    assert rows(f"a,b{end}1,2{end}{end}3,4") == [(2, ("1", "2")), (4, ("3", "4"))]


def test_a_mark_of_byte_order_is_no_part_of_the_first_name() -> None:
    assert read(b"\xef\xbb\xbfa,b\n1,2\n") == Sheet(("a", "b"), (Line(2, ("1", "2")),))


def test_names_may_be_quoted_and_have_spaces_around_them() -> None:
    assert read('"a" , b\n1,2') is None
    assert read('"a", b \n1,2') == Sheet(("a", "b"), (Line(2, ("1", "2")),))


@pytest.mark.parametrize("line", ['"x" y,2', '"6"12,2', '1,"2"3', '1,"2', '"1,2'])
def test_stray_and_open_quotes_spoil_their_own_line_only(line: str) -> None:
    assert rows(f"a,b\n1,2\n{line}\n3,4\n5,6\n") == [
        (2, ("1", "2")),
        (3, None),
        (4, ("3", "4")),
        (5, ("5", "6")),
    ]


def test_a_quote_that_closes_far_away_swallows_nothing() -> None:
    far = "\n".join(f"{n},{n}" for n in range(20))

    found = rows(f'a,b\n1,"x\n{far}\n2,y"\n3,4\n')

    assert [cells for _, cells in found].count(None) == 1
    assert len(found) == 1 + 20 + 1 + 1


def test_two_open_quotes_on_lines_that_follow_spoil_two_lines() -> None:
    assert rows('a,b\n1,"x\n2,"y\n3,4\n') == [(2, None), (3, None), (4, ("3", "4"))]


def test_a_row_over_several_lines_is_told_by_its_first() -> None:
    assert rows('a,b\n"1\n1",2\n3,4\n') == [(2, ("1\n1", "2")), (4, ("3", "4"))]


def test_quotes_written_twice_are_quotes() -> None:
    assert rows('a,b\n"Badan ""Contoh""",2\n') == [(2, ('Badan "Contoh"', "2"))]


def test_rows_of_nothing_are_passed_over() -> None:
    assert rows('a,b\n,\n"",\n  , \n\n1,2\n,\n') == [(6, ("1", "2"))]


def test_a_row_with_too_few_or_too_many_cells_is_shown_as_it_is() -> None:
    assert rows("a,b\n1\n1,2,3\n") == [(2, ("1",)), (3, ("1", "2", "3"))]


def test_a_column_twice_is_refused_by_its_name() -> None:
    with pytest.raises(ColumnTwice) as refused:
        read("a,b,b\n1,2,3\n")

    assert refused.value.facts == {"column": "b"}


@pytest.mark.parametrize("text", ["", "\n", "a\n1\n", "c,d\n", "a|b\n1|2\n", '"a\n', "a b\n"])
def test_a_first_line_nobody_knows_is_no_sheet(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("raw", [b"\xff\xfea\x00", b"a,b\n\x931\x94,2\n"])
def test_what_is_not_utf8_is_said_to_be_so(raw: bytes) -> None:
    with pytest.raises(NotText):
        read(raw)


def test_as_many_rows_as_allowed_and_no_more() -> None:
    assert read("a,b\n" + "1,2\n" * 3, most=3) is not None
    with pytest.raises(TooMany):
        read("a,b\n" + "1,2\n" * 4, most=3)


def test_a_file_of_empty_lines_is_too_long_before_any_is_parsed() -> None:
    assert read("a,b\n" + "\n" * 15, most=3) is not None
    with pytest.raises(TooMany):
        read("a,b\n" + "\n" * 16, most=3)


@given(st.text(alphabet='a",;\n\r\t\x00é', max_size=60))
def test_reading_never_fails_and_never_loses_a_line(body: str) -> None:
    sheet = read(f"a,b\n{body}\n1,2\n")

    assert sheet is not None
    assert sheet.rows[-1].cells == ("1", "2") or '"' in body

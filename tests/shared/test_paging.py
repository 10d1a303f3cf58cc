"""Cursors: opaque, bounded, and never anything PostgreSQL would choke on."""

import asyncio
import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from hypothesis import given
from hypothesis import strategies as st

from shared.paging import CursorUnreadable, Page, Paged, decode, encode, moment_of, parsed


def page(limit: int = 2, after: tuple[str, ...] | None = None) -> Page:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/v1/things",
        "query_string": b"limit=2&cursor=old",
        "headers": [(b"host", b"things.test")],
        "scheme": "http",
    }
    return Page(limit, after, Request(scope), Response())


def shown(page: Page, rows: int) -> tuple[list[int], str | None]:
    """The page of a list of that many rows, and its cursor."""
    limits: list[int] = []

    async def ask(limit: int) -> list[int]:
        limits.append(limit)
        return list(range(rows))[:limit]

    listed, cursor = asyncio.run(page.of(ask, lambda row: (row, "a/b")))
    assert limits == [page.limit + 1]
    return list(listed), cursor


def asked(query: str) -> httpx.Response:
    """What an application answers that lists the numbers below 200 as pages."""
    app = FastAPI()

    @app.get("/numbers")
    async def numbers(page: Paged) -> tuple[Sequence[int], str | None]:
        first, *_ = parsed(page, int) or (-1,)

        async def ask(limit: int) -> list[int]:
            return list(range(first + 1, 200))[:limit]

        return await page.of(ask, lambda row: (row,))

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://things.test") as client:
            return await client.get(f"/numbers{query}")

    return asyncio.run(answer())


def test_a_page_has_50_rows_when_nobody_says_how_many() -> None:
    rows, cursor = asked("").json()

    assert rows == [*range(50)]
    assert decode(cursor) == ("49",)


def test_the_answer_links_to_the_next_page() -> None:
    link = asked("?limit=2").headers["link"]

    assert link == f'</numbers?limit=2&cursor={encode((1,))}>; rel="next"'


def test_a_cursor_goes_on_where_the_page_before_ended() -> None:
    assert asked(f"?limit=2&cursor={encode((1,))}").json() == [[2, 3], encode((3,))]


def test_an_empty_cursor_begins_at_the_beginning() -> None:
    assert asked("?limit=2&cursor=").json() == asked("?limit=2").json()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?limit=1", 200),
        ("?limit=100", 200),
        ("?limit=0", 422),
        ("?limit=101", 422),
        (f"?cursor={encode(('1' * 371,))}", 200),
        (f"?cursor={encode(('1' * 372,))}", 422),
    ],
)
def test_pages_and_cursors_have_their_bounds(query: str, status: int) -> None:
    assert asked(query).status_code == status


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_a_list_that_fits_has_no_next_page(rows: int) -> None:
    only = page()

    assert shown(only, rows) == (list(range(rows)), None)
    assert "link" not in only.response.headers


def test_a_longer_list_is_cut_and_says_where_it_goes_on() -> None:
    first = page(limit=3)

    listed, cursor = shown(first, 4)

    assert (listed, cursor) == ([0, 1, 2], encode((2, "a/b")))
    link = first.response.headers["link"]
    assert link == f'</v1/things?limit=2&cursor={cursor}>; rel="next"'


def test_a_cursor_keeps_its_form() -> None:
    assert encode((7, "a/b")) == "WyI3IiwiYS9iIl0"
    assert decode("WyI3IiwiYS9iIl0") == ("7", "a/b")


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_what_is_written_is_read_again(key: list[str]) -> None:
    cursor = encode(tuple(key))

    assert decode(cursor) == tuple(key)
    assert "=" not in cursor


def cursor_of(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "a",
        "é",
        "%%%",
        "WyIiXQ!",
        cursor_of({"a": "b"}),
        cursor_of("ab"),
        cursor_of([1]),
        cursor_of(["a", None]),
        cursor_of(["a\0"]),
        cursor_of(["a", "\0"]),
        cursor_of(["\ud800"]),
        cursor_of(["a", "b\udfff"]),
        "WyJcdWQ4MDAiXQ",
        base64.urlsafe_b64encode(b"\xff").decode(),
        base64.urlsafe_b64encode(b"[" * 5000).decode(),
    ],
)
def test_any_other_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(CursorUnreadable):
        decode(cursor)


def test_the_parts_are_read_each_in_its_kind() -> None:
    key = ("7", str(UUID(int=1)))

    assert parsed(page(after=key), int, UUID) == (7, UUID(int=1))
    assert parsed(page(after=None), int, UUID) is None


@pytest.mark.parametrize("after", [(), ("7",), ("7", "8", "9"), ("7", "x"), ("x", "8")])
def test_parts_of_another_list_are_refused(after: tuple[str, ...]) -> None:
    with pytest.raises(CursorUnreadable):
        parsed(page(after=after), int, int)


@pytest.mark.parametrize("year", [1900, 2900])
def test_the_first_and_the_last_year_are_read(year: int) -> None:
    assert moment_of(f"{year}-01-02T03:04:05+00:00") == datetime(year, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "part", ["1899-12-31T00:00:00+00:00", "2901-01-01T00:00:00+00:00", "2026-01-01T00:00:00", "x"]
)
def test_no_other_moment_is(part: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moment_of(part)

"""Lists by keyset: an opaque cursor says after which row the next page begins."""

import base64
import binascii
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request, Response

from shared.errors import Invalid
from shared.language import Text
from shared.wire import strict_json

Row = TypeVar("Row")


class CursorUnreadable(Invalid):
    """The cursor did not come from an earlier answer of this list."""

    title = Text("Kursor tidak terbaca", "Cursor unreadable")
    detail = Text(
        "Pakai nilai `next` dari jawaban sebelumnya, atau mulai lagi tanpa `cursor`.",
        "Use the `next` value of an earlier answer, or start again without `cursor`.",
    )


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for."""

    limit: int
    after: tuple[str, ...] | None
    request: Request
    response: Response

    async def of(
        self, ask: Callable[..., Awaitable[Sequence[Row]]], key: Callable[[Row], tuple[Any, ...]]
    ) -> tuple[Sequence[Row], str | None]:
        """The page and its ``next`` cursor; ``ask`` takes the ``limit`` that shows whether it ends.

        Also sets ``Link``.
        """
        rows = await ask(limit=self.limit + 1)
        shown = rows[: self.limit]
        if len(rows) <= self.limit:
            return shown, None
        cursor = encode(key(shown[-1]))
        url = self.request.url.include_query_params(cursor=cursor)
        self.response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
        return shown, cursor


def encode(key: tuple[Any, ...]) -> str:
    """An opaque cursor for a row's key."""
    text = json.dumps([str(part) for part in key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(cursor: str) -> tuple[str, ...]:
    """The key within a cursor; its parts are sound text, the query must parse them."""
    try:
        parts = strict_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error) as exc:
        raise CursorUnreadable from exc
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise CursorUnreadable
    return tuple(parts)


def parsed(page: "Page", *kinds: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """The cursor's key with each part read by its kind; a part that cannot be read is a 400."""
    if page.after is None:
        return None
    if len(page.after) != len(kinds):
        raise CursorUnreadable
    try:
        return tuple(kind(part) for kind, part in zip(kinds, page.after, strict=True))
    except ValueError as exc:
        raise CursorUnreadable from exc


def moment_of(part: str) -> datetime:
    """A moment within a cursor, with its zone and within what PostgreSQL can compare."""
    moment = datetime.fromisoformat(part)
    if moment.tzinfo is None or not 1900 <= moment.year <= 2900:
        raise ValueError("not a moment of ours")
    return moment


def day_of_key(part: str) -> date:
    """A day within a cursor."""
    return date.fromisoformat(part)


async def asked_page(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=100, description="Rows a page.")] = 50,
    cursor: Annotated[
        str | None, Query(max_length=500, description="`next` of the page before.")
    ] = None,
) -> Page:
    """Read ``limit`` and ``cursor``."""
    return Page(limit, decode(cursor) if cursor else None, request, response)


Paged = Annotated[Page, Depends(asked_page)]

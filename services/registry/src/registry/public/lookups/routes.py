"""HTTP for the public question. Answers asked before are repeated ahead of all other routes."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Query, Request, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from registry.accounts.account.errors import AddressUnreadable
from registry.accounts.account.rules.addresses import (
    AccountRef,
    Reading,
    Trouble,
    Unreadable,
    read_address,
    read_handle,
)
from registry.public.lookups import service
from registry.public.lookups.errors import QuestionIncomplete
from registry.public.lookups.rules import Prepared
from registry.public.lookups.schemas import (
    LookupBatch,
    LookupFault,
    LookupOut,
    LookupResults,
    prepare,
)
from registry.public.lookups.service import Readable, Watch
from shared.clock import Now
from shared.database import Transaction, open_sessions
from shared.language import preferred
from shared.web.auth import PUBLIC
from shared.web.openapi import problems
from shared.web.problems import describe
from shared.web.routing import api_router

PATH = "/v1/badges/lookup"
CACHED = b"public, max-age=60, stale-if-error=86400"

router = api_router(PATH, tags=["badges"])


@router.get(
    "",
    summary="Is this account official?",
    response_model=LookupOut,
    dependencies=[PUBLIC],
    responses=problems(AddressUnreadable, QuestionIncomplete),
)
async def look_up(
    request: Request,
    session: Transaction,
    now: Now,
    url: Annotated[
        str | None,
        Query(
            max_length=2048,
            description="Address of the profile, in any spelling.",
            examples=["https://www.instagram.com/contoh.resmi"],
        ),
    ] = None,
    platform: Annotated[
        str | None, Query(max_length=64, description="`instagram`, `x` or `facebook`.")
    ] = None,
    handle: Annotated[str | None, Query(max_length=200, description="Name on it.")] = None,
) -> Response:
    """Whether an account carries a badge in force; always 200 when the question can be read.

    An account nobody registered is `never`, and so is a name no account can have, such as one
    with Cyrillic letters. An address elsewhere is `unknown_platform`.
    """
    reading = _readable(_asked(url, platform, handle))
    watch: Watch = request.app.state.lookups
    age = watch.answers.age
    [found] = await service.look_up(session, [reading], now)
    prepared = prepare(found, request.app.state.settings.public_url, now)
    if isinstance(reading, AccountRef):
        key = (reading.platform.value, reading.key)
        watch.answers.keep(key, reading.handle, prepared, age)
    unchanged = _etag_held(request.scope) == prepared.etag
    headers = {name.decode(): value.decode() for name, value in _headers(prepared)}
    body = b"" if unchanged else prepared.body(prepared.checked_at)
    return Response(body, 304 if unchanged else 200, headers)


@router.post("", summary="Are these accounts official?", dependencies=[PUBLIC])
async def look_up_many(
    batch: LookupBatch, request: Request, session: Transaction, now: Now
) -> LookupResults:
    """Up to a hundred questions, answered in order; one that cannot be read fails alone."""
    language = preferred(request.headers.get("accept-language", ""))
    readings = [
        read_address(url) if isinstance(url, str) else Unreadable(Trouble.NOT_AN_ADDRESS)
        for url in batch.urls
    ]
    readable = [reading for reading in readings if not isinstance(reading, Unreadable)]
    found = iter(await service.look_up(session, readable, now))
    public_url = request.app.state.settings.public_url
    return LookupResults(
        results=[
            LookupFault(error=describe(AddressUnreadable(trouble=reading.trouble), language))
            if isinstance(reading, Unreadable)
            else LookupOut.of(next(found), public_url, now)
            for reading in readings
        ]
    )


def _asked(url: str | None, platform: str | None, handle: str | None) -> Reading:
    if url is not None and platform is None and handle is None:
        return read_address(url)
    if url is None and platform is not None and handle is not None:
        return read_handle(platform, handle)
    raise QuestionIncomplete


def _readable(reading: Reading) -> Readable:
    if isinstance(reading, Unreadable):
        raise AddressUnreadable(trouble=reading.trouble)
    return reading


def _headers(prepared: Prepared) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"application/json"),
        (b"cache-control", CACHED),
        (b"etag", prepared.etag),
        (b"access-control-allow-origin", b"*"),
    ]


def _etag_held(scope: Scope) -> bytes:
    return next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")


@lru_cache(maxsize=65_536)
def _account_asked(query: bytes) -> AccountRef | None:
    """The account a query string asks about, when it does so plainly."""
    with suppress(ValueError, QuestionIncomplete):
        fields = dict(parse_qsl(query.decode("ascii"), max_num_fields=2, errors="strict"))
        if set(fields) <= {"url", "platform", "handle"}:
            asked = _asked(fields.get("url"), fields.get("platform"), fields.get("handle"))
            return asked if isinstance(asked, AccountRef) else None
    return None


class RepeatedLookup(BaseRoute):
    """Matches only a question whose answer is prepared; all others go on to ``look_up``."""

    path = PATH

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """A GET of the look-up whose answer still stands."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            return Match.NONE, {}
        account = _account_asked(scope["query_string"])
        if account is None or not self._watch.may_repeat():
            return Match.NONE, {}
        key = (account.platform.value, account.key)
        prepared = self._watch.answers.find(key, account.handle, time.time())
        return (Match.FULL, {"prepared": prepared}) if prepared else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the bytes."""
        prepared: Prepared = scope["prepared"]
        checked_at = max(prepared.checked_at, self._watch.checked_at)
        unchanged = _etag_held(scope) == prepared.etag
        body = b"" if unchanged else prepared.body(checked_at)
        headers = _headers(prepared)
        if not unchanged:
            headers.append((b"content-length", b"%d" % len(body)))
        start: dict[str, Any] = {"type": "http.response.start", "headers": headers}
        await send({**start, "status": 304 if unchanged else 200})
        await send({"type": "http.response.body", "body": body})


def repeat_answers(app: FastAPI) -> None:
    """Put the shortcut before every other route."""
    app.state.lookups = Watch()
    app.router.routes.insert(0, RepeatedLookup(app.state.lookups))


@asynccontextmanager
async def watch_changes(app: FastAPI) -> AsyncIterator[None]:
    """Follow the event log on a connection of its own, as long as the application lives."""
    url = app.state.settings.database_url.get_secret_value()
    async with open_sessions(url, pool_size=1) as sessions:
        task = asyncio.create_task(app.state.lookups.follow(sessions))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

"""Pages of any site read the answers of public operations, refusals included, and no others."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.auth import is_public

OPEN_DOCUMENTS = frozenset({"/openapi.json"})
"""Served without FastAPI's dependencies, and for everybody's tools."""

ALLOWED = (
    "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-None-Match, "
    "Request-Id, Traceparent, Tracestate, X-Requested-With"
)
EXPOSED = (
    "Age, Allow, API-Version, Content-Language, ETag, Idempotency-Replayed, Lencana-Feed-Head, "
    "Lencana-Feed-Mark, Link, Location, Request-Id, Retry-After, Vary, Warning, WWW-Authenticate"
)
_OPEN = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", EXPOSED.encode()),
]
KEPT_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Place:
    """The address and the methods of a route, and whether everybody may use it."""

    pattern: re.Pattern[str]
    methods: frozenset[str]
    open: bool


def places_of(routes: Iterable[BaseRoute]) -> list[Place]:
    """The routes in the order they match; what the contract does not tell of is never open."""
    found = []
    for route in iter_route_contexts(list(routes)):
        pattern = getattr(route, "path_regex", None)
        if pattern is not None and route.methods:
            told = bool(getattr(route, "include_in_schema", False))
            public = told and is_public(getattr(route, "dependant", None))
            is_open = public or str(route.path) in OPEN_DOCUMENTS
            found.append(Place(pattern, frozenset(route.methods), is_open))
    return found


class OpenToPages:
    """Answers preflights of public operations and marks their answers, whoever gave them."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        self._places = places_of(routes)
        plain = {p.pattern.pattern.strip("^$") for p in self._places if not p.pattern.groups}
        self._known = {path: self._matching(path) for path in plain}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; what is not public passes through untouched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = headers.get("access-control-request-method") if _is_options(scope) else None
        matching = self._known.get(scope["path"]) or self._matching(scope["path"])
        if not _is_open(matching, asked or scope["method"]):
            await self._app(scope, receive, send)
        elif asked and "origin" in headers:
            await _allow(matching, send)
        else:
            await self._app(scope, receive, _marking(send))

    def _matching(self, path: str) -> list[Place]:
        return [place for place in self._places if place.pattern.match(path)]


def _is_options(scope: Scope) -> bool:
    return bool(scope["method"] == "OPTIONS")


def _is_open(matching: list[Place], method: str) -> bool:
    """By the operation that would answer; a method there is none for harms nobody."""
    meant = "GET" if method == "HEAD" else method
    answering = next((place for place in matching if meant in place.methods), None)
    return answering.open if answering else any(place.open for place in matching)


async def _allow(matching: list[Place], send: Send) -> None:
    methods = {method for place in matching if place.open for method in place.methods}
    methods |= {"HEAD"} if "GET" in methods else set()
    headers = [
        *_OPEN,
        (b"access-control-allow-methods", ", ".join(sorted(methods)).encode()),
        (b"access-control-allow-headers", ALLOWED.encode()),
        (b"access-control-max-age", b"%d" % KEPT_SECONDS),
        (b"vary", b"Access-Control-Request-Method"),
    ]
    start: dict[str, Any] = {"type": "http.response.start", "status": 204, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": b""})


def _marking(send: Send) -> Send:
    async def send_marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            sent = message.get("headers", ())
            plain = [each for each in sent if not each[0].startswith(b"access-control-")]
            message["headers"] = [*plain, *_OPEN]
        await send(message)

    return send_marked

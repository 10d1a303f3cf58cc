"""Around every request: an id, the trace, one log line, the metrics, safe headers. Plain ASGI."""

import re
import secrets
import time
from collections.abc import Iterable
from uuid import UUID, uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.logs import log

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)
_QUIET = ("/healthz", "/readyz", "/metrics")
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class Meters:
    """Request counts and durations by route template, never by raw path."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._answers = Counter(
            "lencana_http_requests", "Answers sent.", labels, registry=self.registry
        )
        self._seconds = Histogram(
            "lencana_http_request_seconds",
            "Time from request to the end of the answer.",
            ("method", "route"),
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30),
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self._answers.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)


class RequestContext:
    """The outermost layer; a fault that escapes every handler ends here and goes no further."""

    def __init__(self, app: ASGIApp, *, meters: Meters, version: str, https: bool) -> None:
        self._app = app
        self._meters = meters
        self._headers = {**SAFE_HEADERS, "API-Version": version}
        if https:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; lifespan messages pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers.get("request-id"))
        trace = _trace_id(headers.get("traceparent"))
        scope.setdefault("state", {})["request_id"] = str(request_id)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=str(request_id), trace_id=trace)
        started, status = time.perf_counter(), 500

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                answer = MutableHeaders(scope=message)
                answer["Request-Id"] = str(request_id)
                for name, value in self._headers.items():
                    answer.setdefault(name, value)
            await send(message)

        try:
            if len(headers.getlist("host")) != 1:
                await PlainTextResponse("one Host header, please\n", 400)(scope, receive, send_on)
                return
            await self._app(scope, receive, send_on)
        except Exception as exc:
            # The handlers have answered and logged it already; a broken connection lands here too.
            log.debug("escaped", error=type(exc).__name__)
        finally:
            self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = _template(scope)
        method = scope["method"] if scope["method"].isalpha() and len(scope["method"]) < 8 else "?"
        self._meters.observe(method, route, status, seconds)
        if route not in _QUIET:
            milliseconds = round(seconds * 1000, 1)
            log.info("request", method=method, route=route, status=status, ms=milliseconds)


def _template(scope: Scope) -> str:
    """The matched operation's path with its parameter names; ``-`` when nothing matched."""
    context = scope.get("fastapi", {}).get("effective_route_context")
    for route in (context, scope.get("route")):
        path = getattr(route, "path", None)
        if isinstance(path, str):
            return path
    return "-"


def _request_id(sent: str | None) -> UUID:
    try:
        return UUID(sent) if sent else uuid4()
    except ValueError:
        return uuid4()


def _trace_id(sent: str | None) -> str:
    match = _TRACEPARENT.fullmatch(sent or "")
    return match[1] if match else secrets.token_hex(16)


def traceparent() -> Iterable[tuple[str, str]]:
    """Headers that carry this request's id and trace on to a peer."""
    bound = structlog.contextvars.get_contextvars()
    if "trace_id" in bound:
        yield "traceparent", f"00-{bound['trace_id']}-{secrets.token_hex(8)}-01"
    if "request_id" in bound:
        yield "Request-Id", bound["request_id"]

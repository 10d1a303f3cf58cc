"""Around every request: an id, the trace, one log line, the metrics, safe headers. Plain ASGI."""

import time
from functools import cache
from uuid import UUID, uuid4

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.language import preferred
from shared.tracing import trace_of
from shared.web.logs import log, log_request
from shared.web.problems import refuse_host

_QUIET = ("/healthz", "/readyz", "/metrics")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SAFE_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}
"""For answers that do not set them themselves; names in lower case, as ASGI has them."""


class Meters:
    """Request counts and durations by route template, never by raw path."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        answers = Counter("lencana_http_requests", "Answers sent.", labels, registry=self.registry)
        seconds = Histogram(
            "lencana_http_request_seconds",
            "Time from request to the end of the answer.",
            ("method", "route"),
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30),
        )
        # Finding a labelled child costs more than counting with it; there are few of them.
        self._answers = cache(answers.labels)
        self._seconds = cache(seconds.labels)

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self._answers(method, route, str(status)).inc()
        self._seconds(method, route).observe(seconds)


class RequestContext:
    """The outermost layer; a fault that escapes every handler ends here and goes no further.

    HEAD is answered wherever GET is: as GET, without the body.
    """

    def __init__(
        self, app: ASGIApp, *, service: str, meters: Meters, version: str, https: bool
    ) -> None:
        self._app = app
        self._service = service
        self._meters = meters
        headers = {**SAFE_HEADERS, "api-version": version}
        if https:
            headers["strict-transport-security"] = "max-age=31536000"
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; lifespan messages pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        scope = {**scope, "method": "GET"} if method == "HEAD" else scope
        headers = Headers(scope=scope)
        request_id = str(_request_id(headers.get("request-id")))
        trace = trace_of(",".join(headers.getlist("traceparent")))
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id, trace_id=trace)
        started, status = time.perf_counter(), 500

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                sent = list(message.get("headers", ()))
                named = {name for name, _ in sent}
                sent.extend(header for header in self._headers if header[0] not in named)
                message["headers"] = [*sent, (b"request-id", request_id.encode())]
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        try:
            if not _names_its_host(scope, headers):
                language = preferred(headers.get("accept-language", ""))
                await refuse_host(language)(scope, receive, send_on)
                return
            await self._app(scope, receive, send_on)
        except Exception as exc:
            # The handlers have answered and logged it already; a broken connection lands here too.
            log.debug("escaped", error=type(exc).__name__)
        finally:
            seconds = time.perf_counter() - started
            self._tell(method, _template(scope), status, seconds, (request_id, trace))

    def _tell(
        self, method: str, route: str, status: int, seconds: float, ids: tuple[str, str]
    ) -> None:
        """Count the answer, and log it."""
        known = method if method in _METHODS else "?"
        self._meters.observe(known, route, status, seconds)
        if route not in _QUIET:
            log_request(self._service, known, route, status, seconds, *ids)


def _names_its_host(scope: Scope, headers: Headers) -> bool:
    """One ``Host``; HTTP/1.0, as health checks of balancers speak it, may come without."""
    named = len(headers.getlist("host"))
    return named == 1 or (named == 0 and scope.get("http_version") == "1.0")


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

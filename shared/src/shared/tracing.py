"""One trace through all services: taken from a request, carried on to peers (W3C Trace Context)."""

import re
import secrets

import structlog

_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)


def trace_of(sent: str | None) -> str:
    """The trace a ``traceparent`` header belongs to, or a fresh one."""
    match = _TRACEPARENT.fullmatch(sent or "")
    return match[1] if match else secrets.token_hex(16)


def carried() -> dict[str, str]:
    """Headers that carry the request at hand on to a peer; without one, a fresh trace."""
    bound = structlog.contextvars.get_contextvars()
    trace = bound.get("trace_id") or trace_of(None)
    headers = {"traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"}
    if "request_id" in bound:
        headers["Request-Id"] = bound["request_id"]
    return headers

"""One trace through all services: taken from a request, carried on to peers, jobs and events.

W3C Trace Context. A trace is a random number; it tells nothing of anybody.
"""

import re
import secrets
from contextlib import AbstractContextManager
from typing import Any

import structlog

HEADER = "traceparent"
_TRACEPARENT = re.compile(
    r"(?P<version>(?!ff)[0-9a-f]{2})-(?P<trace>(?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
    r"-[0-9a-f]{2}(?P<more>-.*)?",
    re.ASCII,
)


def trace_of(sent: str | None) -> str:
    """The trace a ``traceparent`` belongs to, or a fresh one.

    Numbers of nothing but zeros are none. Later versions may add more behind; it is not read.
    """
    match = _TRACEPARENT.fullmatch((sent or "").strip())
    if match is None or (match["version"] == "00" and match["more"]):
        return secrets.token_hex(16)
    return match["trace"]


def current_trace() -> str | None:
    """The trace of what is being done, if it belongs to one."""
    trace: str | None = structlog.contextvars.get_contextvars().get("trace_id")
    return trace


def parent_in(trace: str, span: str) -> str:
    """A ``traceparent`` that says: go on from this span."""
    return f"00-{trace}-{span}-01"


def continued(sent: str | None) -> AbstractContextManager[Any]:
    """Do what follows in the trace that was handed on, or in one of its own."""
    return structlog.contextvars.bound_contextvars(trace_id=trace_of(sent))


def carried() -> dict[str, str]:
    """Headers that carry the request at hand on to a peer; without one, a fresh trace."""
    trace = current_trace() or trace_of(None)
    headers = {HEADER: parent_in(trace, secrets.token_hex(8))}
    bound = structlog.contextvars.get_contextvars()
    if "request_id" in bound:
        headers["Request-Id"] = bound["request_id"]
    return headers

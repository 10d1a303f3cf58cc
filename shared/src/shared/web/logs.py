"""Structured logs without personal data: JSON, UTC, one line a request."""

import json
import logging
import re
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import Any

import structlog

log = structlog.stdlib.get_logger("lencana")

_NUMBER = re.compile(r"(?<!\d)\d{18}(?!\d)|(?<!\w)\d{9}(?!\w)|\d{8}[ .-]\d{6}[ .-]\d[ .-]\d{3}")
_OURS = ("request_id", "trace_id", "timestamp")


def _hide_numbers(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A last net under the types that cannot print themselves: no 18- or 9-digit number passes."""
    for key, value in entry.items():
        if isinstance(value, str) and key not in _OURS:
            entry[key] = _NUMBER.sub("…", value)
    return entry


def log_request(
    service: str, method: str, route: str, status: int, seconds: float, request_id: str, trace: str
) -> None:
    """One line a request, of fields that cannot name anybody; ten times cheaper than a log call."""
    if not logging.getLogger().isEnabledFor(logging.INFO):
        return
    line = {
        "service": service,
        "event": "request",
        "method": method,
        "route": route,
        "status": status,
        "ms": round(seconds * 1000, 1),
        "request_id": request_id,
        "trace_id": trace,
        "level": "info",
        "timestamp": datetime.now(UTC).isoformat(),
    }
    sys.stdout.write(json.dumps(line) + "\n")


def configure_logs(service: str, level: str) -> None:
    """Send structlog's and the standard library's records to standard output as JSON lines."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _add_service(service),
                structlog.processors.format_exc_info,
                _hide_numbers,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for chatty in ("alembic", "httpx", "httpcore", "uvicorn.access", "pgqueuer"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _add_service(service: str) -> Any:
    def add(_: Any, __: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {"service": service, **entry}

    return add

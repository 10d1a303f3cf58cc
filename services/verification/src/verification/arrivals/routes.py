"""HTTP for uploads. No decisions here."""

import asyncio
import hashlib
import json
from typing import Annotated, Any

from fastapi import Depends, Request

from shared.clock import Now
from shared.database import Transaction
from shared.sheets import ColumnTwice
from shared.web.idempotency import Once
from shared.web.languages import Spoken
from shared.web.openapi import problems
from shared.web.routing import api_router, in_pieces
from verification.arrivals import service
from verification.arrivals.errors import (
    HeaderUnknown,
    TooManyRows,
    UploadKindUnknown,
    UploadUnreadable,
)
from verification.arrivals.schemas import UPLOAD_SCHEMA, UploadReport, report
from verification.arrivals.service import Reading
from verification.callers import Collector

MOST_BYTES, SECONDS = 256 * 1024 * 1024, 300.0
"""A million rows with all their fields, at a megabyte a second."""
router = api_router(
    "/v1/observations", tags=["observations"], max_body_size=MOST_BYTES, streamed=True
)

_ACCOUNT = "0b8f4c1e-6a35-4b0e-9d57-2f7f0e2a9c11"
_READ = {"account_id": _ACCOUNT, "week": "2026-W05", "audience": 612, "engagement": 43.0}
_READ_ALL = {**_READ, "posts": 3, "source": "platform-api"}
_MISSED = {"account_id": _ACCOUNT, "week": "2026-W06", "missed": "platform-unavailable"}
_COLUMNS = {name: [value] for name, value in _READ_ALL.items()}
_UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": UPLOAD_SCHEMA,
                "examples": {
                    "rows": {"value": {"observations": [_READ_ALL, _MISSED]}},
                    "columns": {"value": _COLUMNS},
                },
            },
            "application/x-ndjson": {
                "schema": {"type": "string", "maxLength": 268_435_456},
                "example": json.dumps(_MISSED) + "\n",
            },
            "text/csv": {
                "schema": {"type": "string", "maxLength": 268_435_456},
                "example": "account_id,week,audience,engagement,posts,source,missed\n"
                f"{_ACCOUNT},2026-W05,612,43.0,3,platform-api,\n",
            },
        },
    }
}


async def uploaded(request: Request, caller: Collector, now: Now) -> Reading:
    """The rows of the body, read as it comes by its Content-Type, off the event loop."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    reading, digest = service.begin(kind, now=now), hashlib.sha256()
    async for piece in in_pieces(request, MOST_BYTES, SECONDS, service.PIECE):
        digest.update(piece)
        await asyncio.to_thread(reading.feed, piece)
    await asyncio.to_thread(reading.end)
    request.state.body_digest = digest.digest()
    return reading


@router.post(
    "",
    summary="Upload weekly observations",
    openapi_extra=_UPLOAD,
    responses=problems(
        ColumnTwice, HeaderUnknown, TooManyRows, UploadKindUnknown, UploadUnreadable
    ),
)
async def record_observations(
    caller: Collector,
    reading: Annotated[Reading, Depends(uploaded)],
    once: Once,
    session: Transaction,
    language: Spoken,
    now: Now,
) -> UploadReport:
    """At most a million rows in 256 MiB (as columns: 128 MiB) and five minutes, as JSON rows, JSON
    columns, NDJSON or CSV. The same row again changes nothing; another value from the same source
    stands from then on, and the earlier one is kept. Bad rows never fail the others: the first
    10 000 are told one by one, all are counted.

    CSV may be parted by commas, semicolons or tabs; a mark of byte order does no harm.
    """
    outcome = await service.record(session, reading, recorded_by=caller.client_id, now=now)
    return await asyncio.to_thread(report, outcome, language)

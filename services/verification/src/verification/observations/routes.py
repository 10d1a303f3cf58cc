"""HTTP for observations. No decisions here."""

import json
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from shared.clock import Now
from shared.database import Transaction
from shared.sheets import ColumnTwice
from shared.web.idempotency import Once
from shared.web.languages import Spoken
from shared.web.openapi import problems
from shared.web.routing import api_router
from verification.callers import Collector
from verification.observations import service
from verification.observations.errors import (
    HeaderUnknown,
    TooManyRows,
    UploadKindUnknown,
    UploadUnreadable,
)
from verification.observations.schemas import (
    READERS,
    UPLOAD_SCHEMA,
    Upload,
    UploadReport,
    read_upload,
    report,
)

router = api_router("/v1/observations", tags=["observations"], max_body_size=4 * 1024 * 1024)

_ACCOUNT = "0b8f4c1e-6a35-4b0e-9d57-2f7f0e2a9c11"
_READ = {"account_id": _ACCOUNT, "week": "2026-W05", "audience": 612, "engagement": 43.0}
_READ_ALL = {**_READ, "posts": 3, "source": "platform-api"}
_MISSED = {"account_id": _ACCOUNT, "week": "2026-W06", "missed": "platform-unavailable"}
_UPLOAD: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": UPLOAD_SCHEMA,
                "example": {"observations": [_READ_ALL, _MISSED]},
            },
            "application/x-ndjson": {
                "schema": {"type": "string", "maxLength": 4_194_304},
                "example": json.dumps(_MISSED) + "\n",
            },
            "text/csv": {
                "schema": {"type": "string", "maxLength": 4_194_304},
                "example": "account_id,week,audience,engagement,posts,source,missed\n"
                f"{_ACCOUNT},2026-W05,612,43.0,3,platform-api,\n",
            },
        },
    }
}


async def uploaded(request: Request) -> Upload:
    """The rows of the body, read by its Content-Type, off the event loop."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in READERS:
        raise UploadKindUnknown
    return await run_in_threadpool(read_upload, kind, await request.body())


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
    once: Once,
    session: Transaction,
    upload: Annotated[Upload, Depends(uploaded)],
    language: Spoken,
    now: Now,
) -> UploadReport:
    """At most 10 000 rows in 4 MiB. A row is kept once per account and week; another value for
    the same week is refused, so that nothing is overwritten. Bad rows never fail the others.

    CSV may be parted by commas, semicolons or tabs; a mark of byte order does no harm.
    """
    outcome = await service.record_observations(
        session, upload.rows, recorded_by=caller.client_id, now=now
    )
    return await run_in_threadpool(report, outcome, upload, language)

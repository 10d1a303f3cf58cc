"""A worker process for ``test_jobs``: notes when a job begins and ends; may hang in between."""

import asyncio
import sys
from typing import Any

from pydantic import SecretStr
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.jobs import Worker, run_worker
from shared.settings import ServiceSettings

INSERT = text(
    "insert into idempotency_keys (principal, key, fingerprint, status, headers, body, recorded_at)"
    " values (:what, :key, '', 1, '', '', now()) on conflict do nothing"
)


async def note(sessions: Sessions, what: str, key: str) -> None:
    async with system_transaction(sessions) as session:
        await session.execute(INSERT, {"what": what, "key": key})


async def mark(sessions: Sessions, payload: dict[str, Any]) -> None:
    await note(sessions, "begun", payload["key"])
    if "hang" in sys.argv:
        await asyncio.Event().wait()
    await note(sessions, "done", payload["key"])


if __name__ == "__main__":
    settings = ServiceSettings(database_url=SecretStr(sys.argv[1]))
    asyncio.run(run_worker(Worker(settings, {"mark": mark})))

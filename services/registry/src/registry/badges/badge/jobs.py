"""Scheduled work on badges."""

from datetime import datetime
from typing import Any
from uuid import UUID

from registry.badges.badge import service
from shared.clock import current_time
from shared.database import Sessions, system_transaction


async def renew_and_expire(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Renew what still meets every condition, then end what is past its date; in batches."""
    now = current_time()
    last: tuple[datetime, UUID] | None = None
    while True:
        async with system_transaction(sessions) as session:
            last = await service.renew_due(session, now, last)
        if last is None:
            break
    ended = service.BATCH
    while ended == service.BATCH:
        async with system_transaction(sessions) as session:
            ended = await service.expire_lapsed(session, now)

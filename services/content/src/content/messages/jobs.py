"""Scheduled work on messages."""

from collections.abc import Awaitable, Callable
from typing import Any

from content.messages import service
from shared.clock import current_time
from shared.database import Sessions, system_transaction

BATCH = 200


def expiry(site: str) -> Callable[[Sessions, dict[str, Any]], Awaitable[None]]:
    """Work that marks what is past its last moment; readers stopped seeing it at that moment."""

    async def expire_messages(sessions: Sessions, payload: dict[str, Any]) -> None:
        found = BATCH
        while found == BATCH:
            async with system_transaction(sessions) as session:
                found = await service.expire_messages(
                    session, site=site, now=current_time(), limit=BATCH
                )

    return expire_messages

"""Scheduled work of this feature."""

from typing import Any

from registry.access.grants import service
from shared.clock import current_time
from shared.database import Sessions, system_transaction


async def lapse_grants(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every few minutes: close what nobody confirmed in time, so that auditors hear of it."""
    async with system_transaction(sessions) as session:
        await service.lapse(session, current_time())

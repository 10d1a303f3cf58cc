"""Scheduled work on measures."""

from typing import Any

from registry.badges.measures import service
from shared.clock import current_time
from shared.database import Sessions, system_transaction


async def lapse_unconfirmed(sessions: Sessions, payload: dict[str, Any]) -> None:
    """End the pauses nobody confirmed in time, each in a transaction of its own."""
    now = current_time()
    while True:
        async with system_transaction(sessions) as session:
            late = await service.overdue(session, now)
        for suspension_id, badge_id in late:
            async with system_transaction(sessions) as session:
                await service.lapse(session, suspension_id, badge_id, now)
        if len(late) < service.BATCH:
            break


async def forget_old_reports(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every day: words about somebody's account do not outlive their use."""
    async with system_transaction(sessions) as session:
        await service.forget_reports(session, current_time())

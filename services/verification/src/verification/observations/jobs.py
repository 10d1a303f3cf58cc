"""Settling and the weekly close. Killed anywhere, they lose and double nothing."""

from typing import Any

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from verification.observations import service


async def settle_arrivals(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every ten minutes, and before anything is judged: until nothing waits."""
    more = True
    while more:
        async with system_transaction(sessions) as session:
            more = await service.settle(session)


async def close_week(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every Monday at 02:00 in Jakarta: a week nobody told of has a reason from then on."""
    await settle_arrivals(sessions, payload)
    now = current_time()
    week = IsoWeek.of(now).plus(-1).monday
    after = service.BEFORE_ALL
    while True:
        async with system_transaction(sessions) as session:
            last = await service.close_part(session, week, after, now=now)
        if last is None:
            return
        after = last

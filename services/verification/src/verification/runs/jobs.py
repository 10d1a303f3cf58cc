"""The weekly run. Killed anywhere, it loses and doubles nothing: a batch is one transaction."""

import asyncio
from typing import Any
from uuid import UUID

from shared.clock import current_time
from shared.database import Sessions, system_transaction
from verification.observations.jobs import settle_arrivals
from verification.runs import service

WAIT_FOR_OTHERS_SECONDS = 0.2


async def assess_week(sessions: Sessions, payload: dict[str, Any], *, batch: int) -> None:
    """Judge what is left of a run; several workers may do so at once."""
    await settle_arrivals(sessions, {})
    run_id = UUID(payload["run_id"])
    async with system_transaction(sessions) as session:
        if not await service.begin(session, run_id, now=current_time()):
            return
    reached: UUID | None = None
    while True:
        async with system_transaction(sessions) as session:
            progress = await service.judge_batch(
                session, run_id, limit=batch, now=current_time(), after=reached
            )
        if progress.claimed or reached:
            reached = progress.reached
            continue
        async with system_transaction(sessions) as session:
            if await service.finish(session, run_id, now=current_time()):
                return
        await asyncio.sleep(WAIT_FOR_OTHERS_SECONDS)


async def start_weekly_run(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every Monday at 03:00 in Jakarta."""
    async with system_transaction(sessions) as session:
        await service.start_weekly_run(session, now=current_time())


async def resume_runs(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every minute: a run whose job failed goes on."""
    async with system_transaction(sessions) as session:
        await service.resume_runs(session)

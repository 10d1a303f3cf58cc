"""Simulations in the background. Killed anywhere, one goes on where its last batch ended."""

from typing import Any
from uuid import UUID

from shared.clock import current_time
from shared.database import Sessions, system_transaction
from verification.observations.jobs import settle_arrivals
from verification.simulations import service


async def simulate_policy(sessions: Sessions, payload: dict[str, Any], *, batch: int) -> None:
    """Count what is left; a second worker waits for the first one's batch."""
    await settle_arrivals(sessions, {})
    simulation_id = UUID(payload["simulation_id"])
    more = True
    while more:
        async with system_transaction(sessions) as session:
            more = await service.count_batch(
                session, simulation_id, limit=batch, now=current_time()
            )


async def resume_simulations(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every minute: a simulation whose job failed goes on."""
    async with system_transaction(sessions) as session:
        await service.resume(session)

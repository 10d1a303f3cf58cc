"""Scheduled work of this feature."""

from typing import Any

from shared.clock import current_time
from shared.database import Sessions, system_transaction
from verification.findings import service


async def forget_unheld_findings(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every day: nothing waits for good for a person who left."""
    async with system_transaction(sessions) as session:
        await service.forget_unheld(session, current_time())

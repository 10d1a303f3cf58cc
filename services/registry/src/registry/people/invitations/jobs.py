"""Scheduled work of this feature."""

from typing import Any

from registry.people.invitations import service
from shared.clock import current_time
from shared.database import Sessions, system_transaction


async def forget_expired_invitations(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Every day: whoever ignored an invitation leaves no trace."""
    async with system_transaction(sessions) as session:
        await service.forget_expired(session, current_time())

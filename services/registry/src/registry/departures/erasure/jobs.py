"""Scheduled and queued work of this feature."""

from typing import Any

from registry.departures.erasure import service
from registry.sealing import Vault
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.jobs import Work


def erasing(vault: Vault, issuer: str | None) -> Work:
    """The job that erases everybody who is due, each in one transaction: killed, it begins anew."""

    async def erase_due(sessions: Sessions, payload: dict[str, Any]) -> None:
        while True:
            async with system_transaction(sessions) as session:
                if not await service.erase_next(session, vault, current_time(), issuer=issuer):
                    return

    return erase_due

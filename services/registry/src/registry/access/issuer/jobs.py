"""Scheduled work of this feature."""

from typing import Any

from registry.access.issuer import service
from registry.sealing import Vault
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.jobs import Work


def rotating(vault: Vault) -> Work:
    """Every day: make the next signing key when the newest one is a quarter old."""

    async def rotate_signing_key(sessions: Sessions, payload: dict[str, Any]) -> None:
        async with system_transaction(sessions) as session:
            await service.rotate_when_due(session, vault, current_time())

    return rotate_signing_key

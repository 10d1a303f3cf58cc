"""Scheduled work on accounts."""

from datetime import timedelta
from typing import Any

from registry.accounts.account import queries
from shared.clock import current_time
from shared.database import Sessions, system_transaction

KEPT = timedelta(days=1)


async def purge_challenges(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Forget codes that lapsed a day ago."""
    async with system_transaction(sessions) as session:
        await queries.drop_lapsed_challenges(session, current_time() - KEPT)

"""What verification says of accounts, as the registry hears it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from registry.badges.decisions.events import take_decision
from shared.database import Sessions, system_transaction
from shared.events import Event


def decision(
    account_id: UUID,
    word: str,
    *,
    at: datetime,
    lapses: datetime | None = None,
    week: str = "2026-W05",
) -> Event:
    """What verification's feed says of an account."""
    data = {
        "account_id": str(account_id),
        "decision": word,
        "policy": "2026-1",
        "week": week,
        "decided_at": at.isoformat(),
        "valid_until": (lapses or at + timedelta(days=30)).isoformat(),
    }
    return Event(uuid4(), "eligibility.decided.v1", str(account_id), at, 1, data)


async def heard(sessions: Sessions, *events: Event) -> None:
    """The registry has handled them, in this order."""
    async with system_transaction(sessions) as session:
        for told in events:
            await take_decision(session, told)

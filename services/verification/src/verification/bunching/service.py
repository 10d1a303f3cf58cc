"""Use case: count near the minimum when a run is completed."""

from shared.database import Session
from verification.bunching import queries
from verification.runs.rules import RunCompleted


async def count_bands(session: Session, completed: RunCompleted) -> None:
    """Once a run; the report is of counts, so it needs no account to be read."""
    await queries.count_bands(session, completed.run_id, completed.week)

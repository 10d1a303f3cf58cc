"""Use cases: forget what was decided on an erased officer's accounts."""

from uuid import UUID

from registry.badges.decisions import queries
from shared.database import Session


async def forget(session: Session, officer_id: UUID) -> None:
    """Delete what verification said of the officer's accounts."""
    await queries.delete_eligibility_of(session, officer_id)

"""Use case: forget a person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from content.recipients import queries
from shared.database import Session
from shared.erasure import forget_person
from shared.events.log import record


async def erase_officer(
    session: Session, officer_id: UUID, account_ids: Collection[UUID], now: datetime
) -> None:
    """Forget a person, their accounts and badges, and send a receipt."""
    principal = await queries.principal_of(session, officer_id)
    await queries.delete_officer(session, officer_id, account_ids)
    await forget_person(session, officer_id, principal)
    await record(
        session,
        type="erasure.done.v1",
        subject=str(officer_id),
        data={"officer_id": str(officer_id), "service": "content"},
        person=None,
        now=now,
        internal=True,
    )

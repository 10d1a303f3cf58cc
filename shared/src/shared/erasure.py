"""What the plumbing itself holds of a person, and how it lets go of it."""

from uuid import UUID

from shared.database import Session
from shared.events.forgetting import forget
from shared.trail import forget_accesses_to
from shared.web.idempotency import forget_answers_to

__all__ = ["forget_answers_to", "forget_person"]


async def forget_person(session: Session, person: UUID, principal: str | None) -> None:
    """Leave tombstones in the event log, no trail of who saw them, no answer kept for repeating."""
    await forget(session, person)
    await forget_accesses_to(session, person)
    if principal is not None:
        await forget_answers_to(session, principal)

"""Every SQL statement on publications."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from content.publications.rules import WithdrawalReason
from content.publications.tables import Publication
from shared.database import Session


async def add_publication(session: Session, publication: Publication) -> None:
    """Write what has just been released."""
    session.add(publication)
    await session.flush()


async def strike_publication(
    session: Session, message_id: UUID, reason: WithdrawalReason, *, now: datetime
) -> None:
    """Leave the title, for those who received it, and the reason; the words go."""
    struck = {
        "summary": "",
        "body": "",
        "evidence": [],
        "withdrawn_at": now,
        "withdrawal_reason": reason,
        "updated_at": now,
    }
    await session.execute(
        update(Publication).where(Publication.message_id == message_id).values(struck)
    )


async def publication_of(session: Session, message_id: UUID) -> Publication | None:
    """What was published of a message, in whatever state."""
    return await session.get(Publication, message_id)

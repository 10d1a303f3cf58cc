"""Every SQL statement on publications."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_, update

from content.publications.tables import Publication
from shared.database import Session


async def add_publication(session: Session, publication: Publication) -> None:
    """Write what has just been released."""
    session.add(publication)
    await session.flush()


async def strike_publication(
    session: Session, message_id: UUID, reason: str, *, now: datetime
) -> None:
    """Leave the title, the institution and the reason of what is withdrawn; the words go."""
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


def current(now: datetime, notice: timedelta) -> ColumnElement[bool]:
    """Neither expired, nor withdrawn so long ago that the notice has been seen."""
    stands = and_(Publication.withdrawn_at.is_(None), Publication.expires_at > now)
    return or_(stands, Publication.withdrawn_at > now - notice)


async def newest_publications(
    session: Session,
    channel: str,
    *,
    now: datetime,
    notice: timedelta,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Publication]:
    """What stands in a channel, latest news first; a withdrawal is news."""
    statement = (
        select(Publication)
        .where(Publication.channel == channel, current(now, notice))
        .order_by(Publication.updated_at.desc(), Publication.message_id.desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(Publication.updated_at, Publication.message_id) < after)
    return (await session.scalars(statement)).all()

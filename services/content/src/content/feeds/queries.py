"""Every SQL statement of a feed: it reads what was published and writes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, tuple_

from content.publications.tables import Publication
from content.wordings.rules.wording import Channel
from shared.database import Session


async def newest_in(
    session: Session,
    channel: Channel,
    *,
    now: datetime,
    notice: timedelta,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Publication]:
    """What stands in a channel, latest news first; a withdrawal is news."""
    statement = (
        select(Publication)
        .where(Publication.channel == channel, Publication.current(now, notice))
        .order_by(Publication.updated_at.desc(), Publication.message_id.desc())
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(Publication.updated_at, Publication.message_id) < after)
    return (await session.scalars(statement)).all()

"""Every SQL statement of the pages: they read what was published and write nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import defer

from content.publications.tables import Publication
from content.wordings.rules.wording import Channel
from shared.database import Session


async def headlines(
    session: Session,
    channel: Channel,
    *,
    now: datetime,
    notice: timedelta,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Publication]:
    """What stands in a channel, latest news first, without the bodies no list shows."""
    newest = (Publication.updated_at, Publication.message_id)
    statement = (
        select(Publication)
        .options(defer(Publication.body), defer(Publication.evidence))
        .where(Publication.channel == channel, Publication.current(now, notice))
        .order_by(*(column.desc() for column in newest))
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(*newest) < after)
    return (await session.scalars(statement)).all()

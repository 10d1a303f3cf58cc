"""Every SQL statement of the queue: it reads messages and writes nothing."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_

from content.messages.rules import WAITING
from content.messages.tables import PRESENT, Message, MessageVersion
from shared.database import Session


async def messages_to_clear(
    session: Session, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[tuple[Message, MessageVersion]]:
    """Messages that wait for a clearance, longest waiting first."""
    statement = (
        select(Message, MessageVersion)
        .join(MessageVersion, PRESENT)
        .where(Message.state.in_(WAITING))
        .order_by(Message.changed_at, Message.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(Message.changed_at, Message.id) > after)
    return (await session.execute(statement)).all()

"""Writing events in the transaction of the change they tell of, and publishing them in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import exists, insert, select, text

from shared.database import Session
from shared.events.tables import events

_ANY_PENDING = select(exists().where(events.c.position.is_(None)))
_ONE_PUBLISHER = text("select pg_advisory_xact_lock(7205759403792794)")
_GIVE_POSITIONS = text(
    """
    with pending as (
        select id, row_number() over (order by written) as place
        from (
            select id, written from events where position is null order by written limit :most
        ) as oldest
    )
    update events set position = (select coalesce(max(position), 0) from events) + pending.place
    from pending where events.id = pending.id
    """
)


async def record(
    session: Session,
    *,
    type: str,
    subject: str,
    data: Mapping[str, Any],
    now: datetime,
    internal: bool = False,
    actor: str | None = None,
) -> None:
    """Tell what happened: kept if and only if the change itself is."""
    await record_all(session, [(type, subject, data)], now=now, internal=internal, actor=actor)


async def record_all(
    session: Session,
    happenings: Sequence[tuple[str, str, Mapping[str, Any]]],
    *,
    now: datetime,
    internal: bool = False,
    actor: str | None = None,
) -> None:
    """Tell of many ``(type, subject, data)`` in one statement."""
    rows = [
        {
            "id": uuid4(),
            "type": type,
            "subject": subject,
            "time": now,
            "data": dict(data),
            "internal": internal,
            "actor": actor,
        }
        for type, subject, data in happenings
    ]
    if rows:
        await session.execute(insert(events), rows)


async def publish(session: Session, *, most: int = 5000) -> int:
    """Give positions to committed events; one publisher at a time, so positions follow commits.

    An event committed later always gets a higher position than every event published before, and
    all positions of one call appear at once: a reader that remembers a position skips nothing.
    """
    if not await session.scalar(_ANY_PENDING):
        return 0
    await session.execute(_ONE_PUBLISHER)
    outcome = await session.execute(_GIVE_POSITIONS, {"most": most})
    return int(outcome.rowcount)  # type: ignore[attr-defined]

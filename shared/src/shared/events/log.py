"""Writing events in the transaction of the change they tell of, and publishing them in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import exists, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.database import Session
from shared.events.tables import events, heartbeats
from shared.tracing import current_trace

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


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, of many told at once."""

    type: str
    subject: str
    data: Mapping[str, Any]
    person: UUID | None
    """Whom it tells of, by an opaque id; ``None`` when it tells of nobody. Never published."""


async def record(
    session: Session,
    *,
    type: str,
    subject: str,
    data: Mapping[str, Any],
    person: UUID | None,
    now: datetime,
    internal: bool = False,
    actor: str | None = None,
) -> None:
    """Tell what happened: kept if and only if the change itself is."""
    happening = Happening(type, subject, data, person)
    await record_all(session, [happening], now=now, internal=internal, actor=actor)


async def record_all(
    session: Session,
    happenings: Sequence[Happening],
    *,
    now: datetime,
    internal: bool = False,
    actor: str | None = None,
) -> None:
    """Tell of many in one statement."""
    rows = [
        {
            "id": uuid4(),
            "type": happening.type,
            "subject": happening.subject,
            "time": now,
            "data": dict(happening.data),
            "internal": internal,
            "actor": actor,
            "trace": current_trace(),
            "person": happening.person,
        }
        for happening in happenings
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


async def beat(session: Session, name: str) -> None:
    """Say that a loop of the background work has come round, whichever process runs it."""
    now = upsert(heartbeats).values(name=name, beat_at=func.now())
    newer = {"beat_at": now.excluded.beat_at}
    await session.execute(now.on_conflict_do_update(index_elements=["name"], set_=newer))

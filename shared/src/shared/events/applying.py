"""Applying events one by one: what cannot be applied steps aside, with its reason, and is kept.

Later events are applied all the same, also those of the same subject: handlers keep the position
a row was last changed at and yield to newer rows, so that a late event changes nothing that is new.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from shared.database import Session, storage_is_away
from shared.events.forgetting import TOMBSTONE
from shared.events.tables import TYPE_PREFIX, set_aside
from shared.tracing import HEADER, continued

TOO_LONG = "57014"
"""A statement the server broke off: an event that always takes so long must not block the rest."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a peer tells."""

    id: UUID
    type: str
    """Without the prefix: ``<object>.<happening>.v1``."""
    subject: str
    time: datetime
    position: int
    data: dict[str, Any]

    @property
    def is_tombstone(self) -> bool:
        """Whether what it told of somebody was erased; what is left says only that it happened."""
        return self.data == TOMBSTONE


Handler = Callable[[Session, Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SetAside:
    """An event that could not be applied."""

    position: int
    event_id: UUID | None
    type: str
    reason: str


def read(document: dict[str, Any]) -> Event:
    """The event as its handlers take it."""
    return Event(
        id=UUID(document["id"]),
        type=document["type"].removeprefix(TYPE_PREFIX),
        subject=document["subject"],
        time=datetime.fromisoformat(document["time"]),
        position=int(document["sequence"]),
        data=document["data"],
    )


async def apply_each(
    session: Session,
    peer: str,
    handlers: Mapping[str, Handler],
    documents: Sequence[dict[str, Any]],
) -> list[SetAside]:
    """Apply events in order, and set aside those that fail; they are told, and kept in a table."""
    try:
        async with session.begin_nested():  # all at once, as nearly always
            for document in documents:
                await _apply(session, handlers, document)
        return []
    except Exception as exc:
        if is_passing(exc):
            raise
    tried = [await _tried(session, handlers, document) for document in documents]
    bad = [each for each in tried if each is not None]
    for each in bad:
        await _keep(session, peer, each)
    return bad


async def _apply(
    session: Session, handlers: Mapping[str, Handler], document: dict[str, Any]
) -> None:
    event = read(document)
    handler = handlers.get(event.type)
    if handler is not None and not event.is_tombstone:
        with continued(document.get(HEADER)):
            await handler(session, event)


async def _tried(
    session: Session, handlers: Mapping[str, Handler], document: dict[str, Any]
) -> SetAside | None:
    try:
        async with session.begin_nested():
            await _apply(session, handlers, document)
    except Exception as exc:
        if is_passing(exc):
            raise
        return _set_aside(document, exc)
    return None


def is_passing(exc: Exception) -> bool:
    """Whether the trouble lies with the storage and not with the event: then all is tried again."""
    state = str(getattr(getattr(exc, "orig", None), "sqlstate", None) or "")
    return state.startswith("40") or (storage_is_away(exc) and state != TOO_LONG)


def _set_aside(document: dict[str, Any], exc: Exception) -> SetAside:
    try:
        event_id = UUID(str(document.get("id")))
    except ValueError:
        event_id = None
    kind = str(document.get("type", "?")).removeprefix(TYPE_PREFIX)[:128]
    return SetAside(int(document["sequence"]), event_id, kind, reason_of(exc))


def reason_of(exc: Exception) -> str:
    """What failed and where, without any value: it may be personal."""
    place = exc.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_name}:{place.tb_lineno})" if place else ""
    state = getattr(getattr(exc, "orig", None), "sqlstate", None)
    name = f" {exc}" if isinstance(exc, KeyError) else ""
    return f"{type(exc).__name__}{name}{f' {state}' if state else ''}{where}"[:200]


async def _keep(session: Session, peer: str, bad: SetAside) -> None:
    row = {
        "peer": peer,
        "position": bad.position,
        "event_id": bad.event_id,
        "type": bad.type,
        "reason": bad.reason,
        "set_aside_at": func.now(),
        "tries": 1,
    }
    again = {"reason": bad.reason, "tries": set_aside.c.tries + 1}
    await session.execute(
        insert(set_aside)
        .values(row)
        .on_conflict_do_update(index_elements=["peer", "position"], set_=again)
    )


async def all_set_aside(session: Session, peer: str) -> list[SetAside]:
    """What waits for a retry, oldest first."""
    columns = (set_aside.c.position, set_aside.c.event_id, set_aside.c.type, set_aside.c.reason)
    statement = select(*columns).where(set_aside.c.peer == peer).order_by(set_aside.c.position)
    return [SetAside(*row) for row in await session.execute(statement)]


async def forget_set_aside(session: Session, peer: str, position: int | None = None) -> None:
    """One that was applied at last, or all of a peer's."""
    statement = delete(set_aside).where(set_aside.c.peer == peer)
    if position is not None:
        statement = statement.where(set_aside.c.position == position)
    await session.execute(statement)

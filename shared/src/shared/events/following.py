"""Following a peer's feed: effect and cursor in one transaction, so nothing is lost or doubled."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from shared.database import Session, Sessions, system_transaction
from shared.events.forgetting import TOMBSTONE
from shared.events.tables import TYPE_PREFIX, cursors
from shared.upstream import Peer

WAIT_SECONDS = 20
PAGE = 200


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


@dataclass(frozen=True)
class Following:
    """One peer's feed and what its events do here; other types are passed over."""

    name: str
    peer: Peer
    handlers: Mapping[str, Handler]

    async def step(self, sessions: Sessions, *, wait: int = WAIT_SECONDS) -> int:
        """Fetch and apply one stretch; the number of events it held."""
        after = await _cursor(sessions, self.name)
        query = {"after": after, "limit": PAGE, "wait": wait}
        answer = await self.peer.get("/v1/events", params=query, patience=wait + 10.0)
        body = answer.json()
        events = [_event(document) for document in body["events"]]
        await self._apply(sessions, after, events, int(body["next"]), _head(answer))
        return len(events)

    async def _apply(
        self, sessions: Sessions, after: int, events: list[Event], upto: int, head: int
    ) -> None:
        async with system_transaction(sessions) as session:
            held = select(cursors.c.position).where(cursors.c.peer == self.name).with_for_update()
            if await session.scalar(held) != after:
                return  # another worker was quicker; its cursor tells
            for event in events:
                handler = self.handlers.get(event.type)
                if handler is not None and not event.is_tombstone:
                    await handler(session, event)
            moved = {"position": upto, "head": max(head, upto), "updated_at": func.now()}
            await session.execute(update(cursors).where(cursors.c.peer == self.name).values(moved))


def _event(document: dict[str, Any]) -> Event:
    return Event(
        id=UUID(document["id"]),
        type=document["type"].removeprefix(TYPE_PREFIX),
        subject=document["subject"],
        time=datetime.fromisoformat(document["time"]),
        position=int(document["sequence"]),
        data=document["data"],
    )


def _head(answer: httpx.Response) -> int:
    return int(answer.headers.get("lencana-feed-head", "0"))


async def _cursor(sessions: Sessions, name: str) -> int:
    """The stored cursor, made at the first step."""
    start = {"peer": name, "position": 0, "head": 0, "updated_at": func.now()}
    async with system_transaction(sessions) as session:
        await session.execute(insert(cursors).values(start).on_conflict_do_nothing())
        position = await session.scalar(select(cursors.c.position).where(cursors.c.peer == name))
    return int(position or 0)

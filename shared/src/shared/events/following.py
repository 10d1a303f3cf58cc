"""Following a peer's feed: effect and cursor in one transaction, so nothing is lost or doubled.

A bad event is set aside and the rest goes on; a feed other than the one followed is refused.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects.postgresql import insert

from shared.database import Session, Sessions, system_transaction
from shared.events.applying import Handler, SetAside, apply_each
from shared.events.reading import FOREIGN, START, Place, Stretch, fetch
from shared.events.tables import cursors
from shared.upstream import Peer, PeerRefused

WAIT_SECONDS = 10
"""How long an idle step takes: while all is well a cursor is never much older."""

Act = Callable[[Session], Awaitable[None]]


@dataclass(frozen=True)
class Copy:
    """What a feature keeps of a peer's feed, as far as telling it all again needs to know."""

    doubt: Act
    """Make every row give way to any event, whatever its position."""
    drop: Act | None = None
    """Remove, or empty, what no event has told since, where anything can be left."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one step did."""

    events: int
    set_aside: Sequence[SetAside] = ()
    idle: bool = False
    """Another worker had the cursor: there is nothing to do here for a moment."""


class AnotherFeed(Exception):
    """The peer was restored and grew again: what was copied from it may be untrue."""


@dataclass(frozen=True)
class Following:
    """One peer's feed and what its events do here; other types are passed over."""

    name: str
    peer: Peer
    handlers: Mapping[str, Handler]
    copies: Sequence[Copy] = ()

    async def step(self, sessions: Sessions, *, wait: int = WAIT_SECONDS) -> Step:
        """Fetch and apply one stretch."""
        async with system_transaction(sessions) as session:
            place = await place_of(session, self.name)
        stretch = await self._fetched(sessions, place, wait)
        if stretch.documents:
            async with system_transaction(sessions) as session:
                await _note_head(session, self.name, stretch.head)
        async with system_transaction(sessions) as session:
            if await held_place(session, self.name) != place:
                return Step(0, idle=True)  # another worker was quicker; its cursor tells
            aside = await apply_each(session, self.name, self.handlers, stretch.documents)
            await move(session, self.name, stretch)
        return Step(len(stretch.documents), aside)

    async def _fetched(self, sessions: Sessions, place: Place, wait: int) -> Stretch:
        try:
            return await fetch(self.peer, place, wait=wait)
        except PeerRefused as exc:
            if exc.problem not in FOREIGN:
                raise
            async with system_transaction(sessions) as session:
                await _note_refusal(session, self.name)
            raise AnotherFeed(self.name) from exc


async def place_of(session: Session, name: str) -> Place:
    """The stored cursor, made at the first step."""
    row = (await session.execute(_place(name))).one_or_none()
    if row is not None:
        return Place(*row)
    start = {"peer": name, "position": 0, "head": 0}
    now = {"updated_at": func.now(), "current_at": func.now()}
    await session.execute(insert(cursors).values(start | now).on_conflict_do_nothing())
    return START


async def held_place(session: Session, name: str) -> Place | None:
    """The same, for this transaction alone; ``None`` while another has it."""
    row = (await session.execute(_place(name).with_for_update(skip_locked=True))).one_or_none()
    return Place(*row) if row else None


def _place(name: str) -> Select[int, str | None]:
    return select(cursors.c.position, cursors.c.mark).where(cursors.c.peer == name)


async def move(session: Session, name: str, stretch: Stretch) -> None:
    """Keep how far a feed has been applied, and that it is the one followed so far."""
    moved: dict[str, Any] = {
        "position": stretch.place.position,
        "mark": stretch.place.mark,
        "head": stretch.head,
        "updated_at": func.now(),
        "refused_at": None,
    }
    if stretch.is_last:
        moved["current_at"] = func.now()
    await session.execute(update(cursors).where(cursors.c.peer == name).values(moved))


async def _note_head(session: Session, name: str, head: int) -> None:
    """Before anything is applied: what is known of and not done shows, whatever becomes of it."""
    await _note(session, name, head=func.greatest(cursors.c.head, head))


async def _note_refusal(session: Session, name: str) -> None:
    await _note(session, name, refused_at=func.coalesce(cursors.c.refused_at, func.now()))


async def _note(session: Session, name: str, **facts: Any) -> None:
    """Beside the cursor, unless somebody holds it, who then knows better."""
    free = select(cursors.c.peer).where(cursors.c.peer == name).with_for_update(skip_locked=True)
    peer = cursors.c.peer == free.scalar_subquery()
    await session.execute(update(cursors).where(peer).values(facts))

"""Mending what is copied from a peer: apply again what was set aside, or rebuild every copy."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shared.database import REACTIONS, Session, Sessions, system_transaction
from shared.events.applying import SetAside, all_set_aside, apply_each, forget_set_aside
from shared.events.following import Following, held_place, move, place_of
from shared.events.reading import START, Place, Stretch, fetch
from shared.reactions import Reactions, follow

PAGE = 500


class CursorHeld(Exception):
    """A worker is applying a stretch right now; ask again."""


async def retry(following: Following, sessions: Sessions) -> tuple[int, Sequence[SetAside]]:
    """Apply each event that was set aside once more: how many went well, and which still wait."""
    async with system_transaction(sessions) as session:
        waiting = await all_set_aside(session, following.name)
    left = [each for each in waiting if not await _went_well(following, sessions, each)]
    return len(waiting) - len(left), left


async def _went_well(following: Following, sessions: Sessions, waiting: SetAside) -> bool:
    """The event is asked for again: it may have been emptied meanwhile."""
    stretch = await fetch(following.peer, Place(waiting.position - 1, None), limit=1)
    told = [each for each in stretch.documents if each["id"] == str(waiting.event_id)]
    async with system_transaction(sessions) as session:
        if not told or await apply_each(session, following.name, following.handlers, told):
            return False
        await forget_set_aside(session, following.name, waiting.position)
    return True


class Deferred(Mapping[type, Any]):
    """Stands for the reactions while everything is told again: what follows, follows at the end.

    In between, a row tells what was once true; a reaction to that would act on the past.
    """

    def __init__(self) -> None:
        self._kept: dict[str, object] = {}

    @property
    def facts(self) -> Sequence[object]:
        """Each fact once, in the order they were stated first; equal ones read alike."""
        return list(self._kept.values())

    def __getitem__(self, kind: type) -> Sequence[Any]:
        return (self._keep,)

    def __iter__(self) -> Iterator[type]:
        return iter(())

    def __len__(self) -> int:
        return 0

    async def _keep(self, session: Session, fact: object) -> None:
        self._kept.setdefault(repr(fact), fact)


async def rebuild(following: Following, sessions: Sessions) -> tuple[int, Sequence[SetAside]]:
    """Read the peer's feed from its beginning and keep what it tells, and nothing else.

    In one transaction: until it is committed everybody reads the old copy, afterwards the new one,
    and whatever goes wrong leaves the old one. The number of events, and which were set aside.
    """
    async with system_transaction(sessions) as session:
        await place_of(session, following.name)
    async with system_transaction(sessions) as session:
        if await held_place(session, following.name) is None:
            raise CursorHeld
        reactions: Reactions = session.info[REACTIONS]
        session.info[REACTIONS] = deferred = Deferred()
        for copy in following.copies:
            await copy.doubt(session)
        await forget_set_aside(session, following.name)
        events, bad = await _told_again(following, session)
        for copy in following.copies:
            if copy.drop is not None:
                await copy.drop(session)
        session.info[REACTIONS] = reactions
        for fact in deferred.facts:
            await follow(session, fact)
    return events, bad


async def _told_again(following: Following, session: Session) -> tuple[int, list[SetAside]]:
    stretch, events, bad = Stretch((), START, 1), 0, list[SetAside]()
    while not stretch.is_last:
        stretch = await fetch(following.peer, stretch.place, limit=PAGE)
        events += len(stretch.documents)
        bad += await apply_each(session, following.name, following.handlers, stretch.documents)
    await move(session, following.name, stretch)
    return events, bad

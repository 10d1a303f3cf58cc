"""Looking at what is due. Killed anywhere, it loses and doubles nothing: a look is one turn."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from registry.accounts.connectors.profiles import (
    AuthExpired,
    Connector,
    NobodyFound,
    NotNow,
    RateLimited,
    Unavailable,
)
from registry.accounts.sightings import queries, service
from registry.accounts.sightings.queries import Turn
from registry.accounts.sightings.rules import Look, all_at_once
from shared.clock import current_time
from shared.database import Sessions, system_transaction

Clock = Callable[[], datetime]
BATCH = 8
"""As many as one platform is asked at once."""
WAIT_FOR_OTHERS_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Looked:
    """A turn and what it came to: a look, or why there was none."""

    turn: Turn
    found: Look | NotNow


async def look_at_due(
    sessions: Sessions,
    payload: dict[str, Any],
    *,
    connectors: Mapping[str, Connector],
    clock: Clock = current_time,
) -> None:
    """Take turns until none is due; several workers may do so at once."""
    while True:
        async with system_transaction(sessions) as session:
            turns = await queries.take_turns(session, clock(), lease=service.LEASE, limit=BATCH)
        if turns:
            await _look(sessions, connectors, turns, clock)
            continue
        async with system_transaction(sessions) as session:
            if not await queries.others_look(session, clock()):
                return
        await asyncio.sleep(WAIT_FOR_OTHERS_SECONDS)


async def look_now(
    sessions: Sessions,
    account_id: UUID,
    *,
    connectors: Mapping[str, Connector],
    clock: Clock = current_time,
) -> Look | None:
    """Look at one account whether it is due or not; ``NotNow`` when its platform does not say."""
    now = clock()
    async with system_transaction(sessions) as session:
        until = await queries.rests_until(session, account_id, now)
        if until is not None:
            raise Unavailable((until - now).total_seconds() + 1)
        turn = await queries.take_turn(session, account_id, now, lease=service.LEASE)
    if turn is None:
        return None
    [looked] = await _look(sessions, connectors, [turn], clock)
    if isinstance(looked.found, NotNow):
        raise looked.found
    return looked.found


async def forget_unlinked(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Nothing is kept of the looks at accounts that were let go."""
    async with system_transaction(sessions) as session:
        await queries.forget_unlinked(session)


async def _look(
    sessions: Sessions, connectors: Mapping[str, Connector], turns: Sequence[Turn], clock: Clock
) -> Sequence[Looked]:
    looked = await asyncio.gather(*(_one(connectors[turn.platform], turn) for turn in turns))
    by_platform = defaultdict(list)
    for one in looked:
        by_platform[one.turn.platform].append(one)
    for platform, some in by_platform.items():
        believed = await _believed(sessions, platform, some, clock)
        await _settle(sessions, connectors[platform].metric, platform, believed, clock)
    return looked


async def _one(connector: Connector, turn: Turn) -> Looked:
    try:
        return Looked(turn, await service.look(connector, turn))
    except NotNow as trouble:
        return Looked(turn, trouble)


async def _believed(
    sessions: Sessions, platform: str, looked: Sequence[Looked], clock: Clock
) -> Sequence[Looked]:
    """A platform that finds nobody, and found nobody all day, is in trouble itself."""
    behind = [one.found.behind for one in looked if isinstance(one.found, Look)]
    if len(behind) < len(looked) or not all_at_once(behind):
        return looked
    async with system_transaction(sessions) as session:
        if await queries.found_since(session, platform, clock() - service.LATELY):
            return looked
    return [Looked(one.turn, NobodyFound()) for one in looked]


async def _settle(
    sessions: Sessions, metric: str, platform: str, looked: Sequence[Looked], clock: Clock
) -> None:
    pause = _pause([one.found for one in looked])
    faults = []
    for one in looked:
        try:
            await _settle_one(sessions, one, metric, clock())
        except Exception as fault:
            faults.append(fault)
            await _settle_one(sessions, Looked(one.turn, Unavailable()), metric, clock())
    if pause:
        async with system_transaction(sessions) as session:
            until = clock() + timedelta(seconds=pause)
            await queries.pause_platform(session, platform, until)
    if faults:
        raise ExceptionGroup("looks that could not be kept; the others were", faults)


async def _settle_one(sessions: Sessions, one: Looked, metric: str, now: datetime) -> None:
    async with system_transaction(sessions) as session:
        if isinstance(one.found, NotNow):
            await service.postpone(session, one.turn, one.found, now)
        else:
            await service.settle(session, one.turn, one.found, now, metric=metric)


def _pause(found: Iterable[Look | NotNow]) -> int:
    """Seconds a platform is left alone: it asks for it, or nothing of it could be read."""
    answers = list(found)
    troubles = [one for one in answers if isinstance(one, NotNow)]
    asked = [one.retry_after for one in troubles if isinstance(one, RateLimited | AuthExpired)]
    failed = [one.retry_after for one in troubles if len(troubles) == len(answers)]
    return max([*asked, *failed], default=0)

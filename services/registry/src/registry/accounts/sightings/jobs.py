"""Looking at what is due. Killed anywhere, it loses and doubles nothing: a look is one turn."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from registry.accounts.connectors.posts import UNKNOWN, Activity
from registry.accounts.connectors.profiles import (
    AuthExpired,
    Connector,
    NobodyFound,
    NotNow,
    RateLimited,
    Unavailable,
)
from registry.accounts.sightings import queries, service
from registry.accounts.sightings.live import Asked
from registry.accounts.sightings.queries import Turn
from registry.accounts.sightings.rules import Behind, Look, all_at_once
from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.database import Sessions, system_transaction

Clock = Callable[[], datetime]
WAIT_FOR_OTHERS_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Looked:
    """A turn and what it came to: a look, or why there was none."""

    turn: Turn
    found: Look | NotNow
    activity: Activity = UNKNOWN


async def look_at_due(
    sessions: Sessions,
    payload: dict[str, Any],
    *,
    connectors: Mapping[str, Connector],
    clock: Clock = current_time,
) -> None:
    """Take turns until none is due; several workers may do so at once."""
    while True:
        if turns := await _next_turns(sessions, connectors, clock()):
            await _look(sessions, connectors[turns[0].platform], turns, clock)
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
    [looked] = await _look(sessions, connectors[turn.platform], [turn], clock)
    if isinstance(looked.found, NotNow):
        raise looked.found
    return looked.found


async def forget_unlinked(sessions: Sessions, payload: dict[str, Any]) -> None:
    """Nothing is kept of the looks at accounts that were let go."""
    async with system_transaction(sessions) as session:
        await queries.forget_unlinked(session)


async def _next_turns(
    sessions: Sessions, connectors: Mapping[str, Connector], now: datetime
) -> Sequence[Turn]:
    """As many turns of the platform that is due first as it answers together."""
    async with system_transaction(sessions) as session:
        platform = await queries.platform_longest_due(session, now)
        if platform is None:
            return []
        limit = connectors[platform].at_once
        return await queries.take_turns(session, platform, now, lease=service.LEASE, limit=limit)


async def _look(
    sessions: Sessions, connector: Connector, turns: Sequence[Turn], clock: Clock
) -> Sequence[Looked]:
    """Whoever lost a name is settled before posts are counted, which takes its time."""
    asked = Asked(connector)
    looks = await asked.looks(turns)
    found = [Looked(turn, looks[turn.account_id]) for turn in turns]
    looked = await _believed(sessions, found, clock)
    await _rest(sessions, looked, clock)
    counted = [one for one in looked if _is_counted(one, clock())]
    await _settle(sessions, connector.metric, [one for one in looked if one not in counted], clock)
    told = await asked.activities([one.turn for one in counted], clock())
    active = [replace(one, activity=told.get(one.turn.account_id, UNKNOWN)) for one in counted]
    await _settle(sessions, connector.metric, active, clock)
    return found


def _is_counted(looked: Looked, now: datetime) -> bool:
    """The own account under its own name, in a week that has no counts yet."""
    same = isinstance(looked.found, Look) and looked.found.behind is Behind.SAME
    return same and looked.turn.told_week < IsoWeek.of(now).monday


async def _believed(sessions: Sessions, looked: Sequence[Looked], clock: Clock) -> Sequence[Looked]:
    """A platform that finds nobody, and found nobody all day, is in trouble itself."""
    behind = [one.found.behind for one in looked if isinstance(one.found, Look)]
    if len(behind) < len(looked) or not all_at_once(behind):
        return looked
    platform = looked[0].turn.platform
    async with system_transaction(sessions) as session:
        if await queries.found_since(session, platform, clock() - service.LATELY):
            return looked
    return [Looked(one.turn, NobodyFound()) for one in looked]


async def _settle(sessions: Sessions, metric: str, looked: Sequence[Looked], clock: Clock) -> None:
    faults = []
    for one in looked:
        try:
            await _settle_one(sessions, one, metric, clock())
        except Exception as fault:
            faults.append(fault)
            await _settle_one(sessions, Looked(one.turn, Unavailable()), metric, clock())
    if faults:
        raise ExceptionGroup("looks that could not be kept; the others were", faults)


async def _rest(sessions: Sessions, looked: Sequence[Looked], clock: Clock) -> None:
    """Leave the platform alone as long as it asks for it."""
    if pause := _pause([one.found for one in looked]):
        async with system_transaction(sessions) as session:
            until = clock() + timedelta(seconds=pause)
            await queries.pause_platform(session, looked[0].turn.platform, until)


async def _settle_one(sessions: Sessions, one: Looked, metric: str, now: datetime) -> None:
    async with system_transaction(sessions) as session:
        if isinstance(one.found, NotNow):
            await service.postpone(session, one.turn, one.found, now)
        else:
            await service.settle(
                session, one.turn, one.found, now, metric=metric, activity=one.activity
            )


def _pause(found: Iterable[Look | NotNow]) -> int:
    """Seconds a platform is left alone: it asks for it, or nothing of it could be read."""
    answers = list(found)
    troubles = [one for one in answers if isinstance(one, NotNow)]
    asked = [one.retry_after for one in troubles if isinstance(one, RateLimited | AuthExpired)]
    failed = [one.retry_after for one in troubles if len(troubles) == len(answers)]
    return max([*asked, *failed], default=0)

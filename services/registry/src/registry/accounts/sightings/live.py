"""Asks platforms who stands behind names and what they posted; no transaction is open meanwhile."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from registry.accounts.account.rules.addresses import AccountRef, key_of, read_handle
from registry.accounts.connectors.posts import Activity
from registry.accounts.connectors.profiles import (
    AuthExpired,
    Changed,
    Connector,
    Found,
    NotNow,
    ProfileSnapshot,
    ProfileTrouble,
    RateLimited,
)
from registry.accounts.sightings.queries import Turn
from registry.accounts.sightings.rules import COUNTED_DAYS, Behind, Look, Seen, look_at

PATIENCE_SECONDS = 20
"""So long posts are asked for; of accounts not asked by then the week tells none."""
TOGETHER = 4
"""Of the questions a platform is asked at once; the others are for whoever waits for an answer."""


class Asked:
    """What a platform told in one round of turns."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._profiles: dict[UUID, ProfileSnapshot] = {}

    async def looks(self, turns: Sequence[Turn]) -> Mapping[UUID, Look | NotNow]:
        """Who is behind each name: asked by number first, by name whom that told nothing of."""
        by_number = await self._connector.find_numbered([turn.known.number for turn in turns])
        unclear = [turn for turn in turns if _asks_by_name(turn, by_number)]
        names = {turn.handle for turn in unclear}
        names |= {turn.other_name for turn in unclear if turn.other_name}
        by_name = await self._connector.find_named(sorted(names)) if names else {}
        return {turn.account_id: self._look(turn, by_number, by_name) for turn in turns}

    async def activities(self, turns: Sequence[Turn], now: datetime) -> Mapping[UUID, Activity]:
        """What these accounts posted in the days before; whoever is missing is unknown."""
        told: dict[UUID, Activity] = {}
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                for start in range(0, len(turns), TOGETHER):
                    some = turns[start : start + TOGETHER]
                    asked = (self._activity(turn, now, told) for turn in some)
                    if not all(await asyncio.gather(*asked)):
                        break
        return told

    async def _activity(self, turn: Turn, now: datetime, told: dict[UUID, Activity]) -> bool:
        """Whether it is worth asking for the next one."""
        profile, since = self._profiles[turn.account_id], now - COUNTED_DAYS
        try:
            told[turn.account_id] = await self._connector.fetch_activity(profile, since)
        except ProfileTrouble as trouble:
            return not isinstance(trouble, RateLimited | AuthExpired)
        return True

    def _look(self, turn: Turn, by_number: Found, by_name: Found) -> Look | NotNow:
        numbered, named = by_number[turn.known.number], by_name.get(turn.handle)
        other = by_name.get(turn.other_name or "")
        for answer in (numbered, named, other):
            if isinstance(answer, NotNow):
                return answer
        if isinstance(numbered, ProfileSnapshot) and numbered.platform_account_id != (
            turn.known.number
        ):
            return Changed()
        found = look_at(turn.known, _seen(turn, numbered), _seen(turn, named), _seen(turn, other))
        if found.behind is Behind.RENAMED and not _is_name(turn.platform, found):
            return Changed()
        for answer in (numbered, named):
            if isinstance(answer, ProfileSnapshot) and found.seen == _seen(turn, answer):
                self._profiles[turn.account_id] = answer
        return found


def _asks_by_name(turn: Turn, by_number: Found) -> bool:
    """Its number told nothing, or no name beside itself."""
    answer = by_number[turn.known.number]
    if isinstance(answer, NotNow):
        return False
    seen = _seen(turn, answer)
    return seen is None or seen.is_nameless


def _is_name(platform: str, found: Look) -> bool:
    """Whether the new name is one the platform can have."""
    return found.seen is not None and isinstance(
        read_handle(platform, found.seen.handle), AccountRef
    )


def _seen(turn: Turn, answer: ProfileSnapshot | ProfileTrouble | None) -> Seen | None:
    if not isinstance(answer, ProfileSnapshot):
        return None
    number = answer.platform_account_id
    return Seen(
        number=number,
        keys=frozenset((key_of(turn.platform, answer.handle), number)),
        handle=answer.handle,
        protected=answer.protected,
        audience=answer.audience,
        posts=answer.posts,
    )

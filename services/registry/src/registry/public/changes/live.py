"""The watch over the event log: what it tells ends answers given before, and says how old they are.

It reads on a connection of its own, and when that one is lost by the way the requests go. As long
as either leads to the database, no answer outlives what has become of it by two seconds.
"""

import asyncio
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol

from registry.accounts.account.rules.addresses import key_of
from registry.public.changes import queries
from shared.database import Sessions, system_transaction
from shared.web.logs import log

POLL_SECONDS = 0.5
MOST_NEWS = 1000
TOUCHES_ALL = {"institution.changed.v1", "officer.erased.v1"}
"""Of somebody erased, whatever else was told of their badges is a tombstone by now."""
FRESH_SECONDS = 1.5
"""An answer is repeated without asking again while the log was read this lately."""
AWAY_SECONDS = 60.0
"""And this long, marked as stale, while no way leads to the database."""
PATIENCE_SECONDS = (0.8, 3.0)
"""For the watch's own connection, and for the way of the requests, who may be many."""

Key = tuple[str, str]
"""Platform, and the handle as the platform compares it."""


class Forgetful(Protocol):
    """What was answered before."""

    def forget(self, keys: Iterable[Key]) -> None:
        """Ask again about these accounts."""

    def forget_all(self) -> None:
        """Ask again about everything."""


class Watch:
    """Follows the event log, so that an answer is forgotten within a second of its end."""

    def __init__(self, answers: Forgetful) -> None:
        self._answers = answers
        self._read_at = datetime.min.replace(tzinfo=UTC)
        self._read = float("-inf")
        self._way: int | None = None
        self._away = False
        self._position = 0

    @property
    def read_at(self) -> datetime:
        """When the log was read last: until then everything remembered is known to be true."""
        return self._read_at

    @property
    def age(self) -> float:
        """Seconds since the log was read."""
        return time.monotonic() - self._read

    @property
    def is_fresh(self) -> bool:
        """Whether what is remembered is what the database would say."""
        return self.age < FRESH_SECONDS

    @property
    def is_last_word(self) -> bool:
        """Whether the database does not answer, and nothing is known to be untrue yet."""
        return self._away and self.age < AWAY_SECONDS

    async def follow(self, ways: Sequence[Sessions]) -> None:
        """Read the log until cancelled, by the first way that leads there."""
        while True:
            await self.look(ways)
            await asyncio.sleep(POLL_SECONDS)

    async def look(self, ways: Sequence[Sessions]) -> None:
        """Read what is new; whoever comes by another way than before begins anew."""
        trouble = "no way"
        for way, (sessions, patience) in enumerate(zip(ways, PATIENCE_SECONDS, strict=False)):
            try:
                async with asyncio.timeout(patience):
                    await (self._catch_up if way == self._way else self._begin)(sessions)
            except Exception as exc:
                trouble = type(exc).__name__
            else:
                self._way, self._away = way, False
                return
        if not self._away:
            log.warning("lookup_watch_failed", error=trouble)
        self._way, self._away = None, True

    async def _begin(self, sessions: Sessions) -> None:
        """Forget everything, also what is being read now: it may be from before the log's head."""
        began, now = time.monotonic(), datetime.now(UTC)
        async with system_transaction(sessions) as session:
            self._position = await queries.head_position(session)
        self._answers.forget_all()
        self._read, self._read_at = began, now

    async def _catch_up(self, sessions: Sessions) -> None:
        began, now = time.monotonic(), datetime.now(UTC)
        async with system_transaction(sessions) as session:
            news = await queries.news_since(session, self._position, limit=MOST_NEWS)
        self._heed(news)
        self._read, self._read_at = began, now

    def _heed(self, news: Sequence[queries.News]) -> None:
        told = [each for each in news if each.type.startswith("badge.")]
        if len(news) >= MOST_NEWS or any(n.type in TOUCHES_ALL for n in news):
            self._answers.forget_all()
        elif told:
            self._answers.forget(key for each in told for key in _touched(each))
        positions = [each.position for each in news if each.position is not None]
        self._position = max([self._position, *positions])


def _touched(news: queries.News) -> Iterator[Key]:
    """Under which keys an account may have been asked for: its name, and its number."""
    if news.platform and news.handle:
        yield news.platform, key_of(news.platform, news.handle)
    if news.platform and news.number:
        yield news.platform, news.number

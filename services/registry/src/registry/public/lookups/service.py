"""Use cases: answer the public question, and keep prepared answers no longer than they are true."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from registry.accounts.account.rules.addresses import AccountRef, Elsewhere, Impossible, key_of
from registry.badges.badge import queries as badges
from registry.public.lookups import queries
from registry.public.lookups.rules import (
    AWAY_SECONDS,
    FRESH_SECONDS,
    Answers,
    Finding,
    Key,
    finding,
    finding_without_asking,
    seconds,
)
from shared.database import Session, Sessions, system_transaction
from shared.web.logs import log

POLL_SECONDS = 0.5
MOST_NEWS = 1000
MOST_ANSWERS = 100_000

Readable = AccountRef | Impossible | Elsewhere


async def look_up(session: Session, readings: Sequence[Readable], now: datetime) -> list[Finding]:
    """One finding for each reading, in order; one statement for any number."""
    keys = {_key(reading) for reading in readings if isinstance(reading, AccountRef)}
    carried = await badges.public_badges(session, keys) if keys else {}
    return [
        finding(reading, carried.get(_key(reading)), now)
        if isinstance(reading, AccountRef)
        else finding_without_asking(reading)
        for reading in readings
    ]


def _key(reference: AccountRef) -> Key:
    return reference.platform.value, reference.key


class Watch:
    """Follows the event log, so that an answer is forgotten within a second of its end."""

    def __init__(self) -> None:
        self.answers = Answers(MOST_ANSWERS)
        self.checked_at = b""
        self._read = float("-inf")
        self._away = False
        self._position = 0

    def may_repeat(self) -> bool:
        """Whether prepared answers still stand for what the database would say."""
        unread = time.monotonic() - self._read
        return unread < FRESH_SECONDS or (self._away and unread < AWAY_SECONDS)

    async def follow(self, sessions: Sessions) -> None:
        """Read the log until cancelled; ``sessions`` are the watch's own, so it never queues."""
        await self._start(sessions)
        while True:
            try:
                await self._catch_up(sessions)
                self._away = False
            except Exception as exc:
                self._fail(exc)
            await asyncio.sleep(POLL_SECONDS)

    async def _start(self, sessions: Sessions) -> None:
        while True:
            try:
                async with system_transaction(sessions) as session:
                    self._position = await queries.head_position(session)
                return
            except Exception as exc:
                self._fail(exc)
                await asyncio.sleep(POLL_SECONDS)

    def _fail(self, exc: Exception) -> None:
        if not self._away:
            log.warning("lookup_watch_failed", error=type(exc).__name__)
        self._away = True

    async def _catch_up(self, sessions: Sessions) -> None:
        began, now = time.monotonic(), datetime.now(UTC)
        async with system_transaction(sessions) as session:
            news = await queries.news_since(session, self._position, limit=MOST_NEWS)
        self._heed(news)
        self._read, self.checked_at = began, seconds(now)

    def _heed(self, news: Sequence[queries.News]) -> None:
        told = [each for each in news if each.type.startswith("badge.")]
        if len(news) >= MOST_NEWS or any(n.type == "institution.changed.v1" for n in news):
            self.answers.forget_all()
        elif told:
            self.answers.forget(
                (each.platform, key_of(each.platform, each.handle))
                for each in told
                if each.platform and each.handle
            )
        positions = [each.position for each in news if each.position is not None]
        self._position = max([self._position, *positions])

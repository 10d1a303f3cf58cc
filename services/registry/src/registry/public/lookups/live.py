"""What lives with the process: prepared answers, and the watch that ends them in time."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from registry.accounts.account.rules.addresses import AccountRef, key_of
from registry.public.lookups import queries
from registry.public.lookups.errors import QuestionIncomplete
from registry.public.lookups.rules import Finding
from registry.public.lookups.schemas import LookupOut
from registry.public.lookups.service import read_question
from shared.database import Sessions, open_sessions, system_transaction
from shared.web.etags import is_held, tag_of
from shared.web.logs import log

PATH = "/v1/badges/lookup"
CACHED = b"public, max-age=60, stale-if-error=86400"
POLL_SECONDS = 0.5
MOST_NEWS = 1000
MOST_ANSWERS = 100_000
FRESH_SECONDS = 3.0
"""An answer is repeated without asking again while the log was read this lately."""
AWAY_SECONDS = 300.0
"""And this long, with its true age, while the database does not answer: nothing changes then."""
MOST_SPELLINGS = 8

Key = tuple[str, str]
"""Platform, and the handle as the platform compares it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer as bytes; only the time of checking is put in when it is sent."""

    head: bytes
    tail: bytes
    etag: bytes
    checked_at: bytes
    """When it was read, as it is written in the answer."""
    changes_at: float
    """When it stops being true by itself; infinite when only an event can change it."""

    def body(self, checked_at: bytes) -> bytes:
        """The whole answer."""
        return self.head + checked_at + self.tail


def seconds(now: datetime) -> bytes:
    """A moment as every look-up writes it; the text sorts as time does."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def prepare(found: Finding, public_url: str, now: datetime) -> Prepared:
    """The finding as bytes around the place of ``checked_at``, which is the last member."""
    answer = LookupOut.of(found, public_url, now)
    head = answer.model_dump_json(exclude={"checked_at"}).encode()[:-1] + b',"checked_at":"'
    badge = found.badge
    return Prepared(
        head=head,
        tail=b'"}',
        etag=b"W/" + tag_of(head).encode(),
        checked_at=seconds(now),
        changes_at=badge.valid_until.timestamp() if badge else float("inf"),
    )


class Answers:
    """A bounded memory of prepared answers, by account and by the spelling that was asked."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, dict[str, Prepared]] = {}
        self.age = 0
        """Grows whenever something is forgotten: what was read before must not be kept after."""

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Key, handle: str, now: float) -> Prepared | None:
        """The answer, unless it has lapsed."""
        prepared = self._kept.get(key, {}).get(handle)
        return prepared if prepared and now < prepared.changes_at else None

    def keep(self, key: Key, handle: str, prepared: Prepared, age: int) -> None:
        """Remember what was read at an age, unless something was forgotten since."""
        if age != self.age:
            return
        if key not in self._kept and len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        spellings = self._kept.setdefault(key, {})
        if len(spellings) < MOST_SPELLINGS or handle in spellings:
            spellings[handle] = prepared

    def forget(self, keys: Iterable[Key]) -> None:
        """Ask again next time."""
        self.age += 1
        for key in keys:
            self._kept.pop(key, None)

    def forget_all(self) -> None:
        """Ask again for everything."""
        self.age += 1
        self._kept.clear()


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


def headers_of(prepared: Prepared) -> list[tuple[bytes, bytes]]:
    """What every answer carries, repeated or not."""
    return [
        (b"content-type", b"application/json"),
        (b"cache-control", CACHED),
        (b"etag", prepared.etag),
    ]


@lru_cache(maxsize=65_536)
def _account_asked(query: bytes) -> AccountRef | None:
    """The account a query string asks about, when it does so plainly."""
    with suppress(ValueError, QuestionIncomplete):
        pairs = parse_qsl(query.decode("ascii"), max_num_fields=2, errors="strict")
        fields = dict(pairs)
        if len(fields) == len(pairs) and set(fields) <= {"url", "platform", "handle"}:
            asked = read_question(fields.get("url"), fields.get("platform"), fields.get("handle"))
            return asked if isinstance(asked, AccountRef) else None
    return None


class RepeatedLookup(BaseRoute):
    """Matches only a question whose answer is prepared; all others go on to ``look_up``."""

    path = PATH

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """A GET of the look-up whose answer still stands."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            return Match.NONE, {}
        account = _account_asked(scope["query_string"])
        if account is None or not self._watch.may_repeat():
            return Match.NONE, {}
        key = (account.platform.value, account.key)
        prepared = self._watch.answers.find(key, account.handle, time.time())
        return (Match.FULL, {"prepared": prepared}) if prepared else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the bytes."""
        prepared: Prepared = scope["prepared"]
        checked_at = max(prepared.checked_at, self._watch.checked_at)
        held = Headers(scope=scope).getlist("if-none-match")
        unchanged = bool(held) and is_held(held, prepared.etag.decode())
        body = b"" if unchanged else prepared.body(checked_at)
        headers = headers_of(prepared)
        if unchanged:
            headers = [header for header in headers if header[0] != b"content-type"]
        else:
            headers.append((b"content-length", b"%d" % len(body)))
        start: dict[str, Any] = {"type": "http.response.start", "headers": headers}
        await send({**start, "status": 304 if unchanged else 200})
        await send({"type": "http.response.body", "body": body})


def repeat_answers(app: FastAPI) -> None:
    """Put the shortcut before every other route."""
    app.state.lookups = Watch()
    app.router.routes.insert(0, RepeatedLookup(app.state.lookups))


@asynccontextmanager
async def watch_changes(app: FastAPI) -> AsyncIterator[None]:
    """Follow the event log on a connection of its own, as long as the application lives."""
    url = app.state.settings.database_url.get_secret_value()
    async with open_sessions(url, pool_size=1) as sessions:
        task = asyncio.create_task(app.state.lookups.follow(sessions))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

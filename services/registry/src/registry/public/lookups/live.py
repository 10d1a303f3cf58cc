"""What lives with the process: prepared answers, and the shortcut that repeats them."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from registry.accounts.account.rules.addresses import AccountRef
from registry.public.changes.live import Key, Watch
from registry.public.lookups import service
from registry.public.lookups.errors import QuestionIncomplete
from registry.public.lookups.rules import Finding
from registry.public.lookups.schemas import LookupOut
from registry.public.lookups.service import Readable
from registry.sealing import Vault
from shared.database import Sessions, open_sessions, storage_is_away, system_transaction
from shared.memory import Memory
from shared.web.etags import is_held, tag_of

PATH = "/v1/badges/lookup"
CACHED = b"public, max-age=60, stale-if-error=86400"
MOST_ANSWER_BYTES, MOST_QUESTION_BYTES = 12_000_000, 4_000_000
LONGEST_QUESTION = 512
"""A longer query is answered like any other, but neither it nor its answer is remembered."""
MOST_SPELLINGS = 8
PREPARED_BYTES, ACCOUNT_BYTES = 700, 600
"""What these objects cost beside the bytes they hold."""


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

    @property
    def size(self) -> int:
        """In memory."""
        return len(self.head) + PREPARED_BYTES


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
    """A memory of prepared answers, by account and by the spelling that was asked."""

    def __init__(self, most_bytes: int) -> None:
        self._kept: Memory[Key, dict[str, Prepared]] = Memory(most_bytes)
        self.age = 0
        """Grows whenever something is forgotten: what was read before must not be kept after."""

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, account: AccountRef, now: float) -> Prepared | None:
        """The answer, unless it has lapsed."""
        prepared = (self._kept.get(_key(account)) or {}).get(account.handle)
        return prepared if prepared and now < prepared.changes_at else None

    def keep(self, account: AccountRef, prepared: Prepared, age: int) -> None:
        """Remember what was read at an age, unless something was forgotten since."""
        if age != self.age:
            return
        spellings = self._kept.get(_key(account)) or {}
        if len(spellings) < MOST_SPELLINGS or account.handle in spellings:
            spellings[account.handle] = prepared
            size = sum(each.size for each in spellings.values())
            self._kept.put(_key(account), spellings, size)

    def forget(self, keys: Iterable[Key]) -> None:
        """Ask again next time."""
        self.age += 1
        for key in keys:
            self._kept.drop(key)

    def forget_all(self) -> None:
        """Ask again for everything."""
        self.age += 1
        self._kept.clear()


def _key(account: AccountRef) -> Key:
    return account.platform.value, account.key


class Standing(Protocol):
    """How long what was answered before stands; the watch knows."""

    @property
    def is_fresh(self) -> bool:
        """Whether it is what the database would say."""

    @property
    def is_last_word(self) -> bool:
        """Whether the database does not answer, and nothing is known to be untrue yet."""

    @property
    def age(self) -> float:
        """Seconds since it was known to be true."""

    @property
    def read_at(self) -> datetime:
        """When that was."""


class Lookups:
    """Answers of before, as long as they stand."""

    def __init__(self, answers: Answers, standing: Standing) -> None:
        self.answers = answers
        self._standing = standing
        self._asked: Memory[bytes, AccountRef] = Memory(MOST_QUESTION_BYTES)

    def asked(self, query: bytes) -> AccountRef | None:
        """The account a query string asks about, when it does so plainly and briefly."""
        if len(query) > LONGEST_QUESTION:
            return None
        account = self._asked.get(query) or _account_asked(query)
        if account is not None:
            self._asked.put(query, account, len(query) + ACCOUNT_BYTES)
        return account

    def repeated(self, account: AccountRef) -> Prepared | None:
        """The answer, while it is true, or the last word while the database does not answer."""
        if not (self._standing.is_fresh or self._standing.is_last_word):
            return None
        return self.answers.find(account, time.time())

    async def answer(
        self, sessions: Sessions, vault: Vault, reading: Readable, public_url: str, now: datetime
    ) -> Prepared:
        """Ask the database; if it does not answer, what it said less than a minute ago."""
        account = reading if isinstance(reading, AccountRef) else None
        age = self.answers.age
        try:
            async with system_transaction(sessions) as session:
                [found] = await service.look_up(session, vault, [reading], now)
        except Exception as exc:
            known = self.repeated(account) if account and storage_is_away(exc) else None
            if known is None:
                raise
            return known
        prepared = prepare(found, public_url, now)
        if account is not None:
            self.answers.keep(account, prepared, age)
        return prepared

    def checked_at(self, prepared: Prepared) -> bytes:
        """Until when the answer is known to be true."""
        return max(prepared.checked_at, seconds(self._standing.read_at))

    def headers_of(self, prepared: Prepared) -> list[tuple[bytes, bytes]]:
        """What every answer carries, repeated or not; the last word says that it is stale."""
        headers = [(b"content-type", b"application/json"), (b"etag", prepared.etag)]
        if self._standing.is_fresh or not self._standing.is_last_word:
            return [*headers, (b"cache-control", CACHED)]
        return [
            *headers,
            (b"cache-control", b"no-store"),
            (b"warning", b'110 - "Response is Stale"'),
            (b"age", b"%d" % self._standing.age),
        ]


def _account_asked(query: bytes) -> AccountRef | None:
    with suppress(ValueError, QuestionIncomplete):
        pairs = parse_qsl(query.decode("ascii"), max_num_fields=2, errors="strict")
        fields = dict(pairs)
        if len(fields) == len(pairs) and set(fields) <= {"url", "platform", "handle"}:
            named = (fields.get("url"), fields.get("platform"), fields.get("handle"))
            asked = service.read_question(*named)
            return asked if isinstance(asked, AccountRef) else None
    return None


class RepeatedLookup(BaseRoute):
    """Matches only a question whose answer is prepared; all others go on to ``look_up``."""

    path = PATH

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """A GET of the look-up whose answer still stands."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            return Match.NONE, {}
        account = self._lookups.asked(scope["query_string"])
        prepared = self._lookups.repeated(account) if account else None
        return (Match.FULL, {"prepared": prepared}) if prepared else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the bytes."""
        prepared: Prepared = scope["prepared"]
        held = Headers(scope=scope).getlist("if-none-match")
        unchanged = bool(held) and is_held(held, prepared.etag.decode())
        body = b"" if unchanged else prepared.body(self._lookups.checked_at(prepared))
        headers = self._lookups.headers_of(prepared)
        if unchanged:
            headers = [header for header in headers if header[0] != b"content-type"]
        else:
            headers.append((b"content-length", b"%d" % len(body)))
        start: dict[str, Any] = {"type": "http.response.start", "headers": headers}
        await send({**start, "status": 304 if unchanged else 200})
        await send({"type": "http.response.body", "body": body})


def repeat_answers(app: FastAPI) -> None:
    """Put the shortcut before every other route."""
    answers = Answers(MOST_ANSWER_BYTES)
    app.state.watch = Watch(answers)
    app.state.lookups = Lookups(answers, app.state.watch)
    app.router.routes.insert(0, RepeatedLookup(app.state.lookups))


@asynccontextmanager
async def watch_changes(app: FastAPI) -> AsyncIterator[None]:
    """Follow the event log as long as the application lives."""
    async with open_sessions(app.state.settings.direct_url, pool_size=1) as own:
        task = asyncio.create_task(app.state.watch.follow((own, app.state.sessions)))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

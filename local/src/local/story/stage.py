"""The stage: three services, the platforms, and the people who call them over HTTP."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar
from uuid import uuid4

import httpx

from local.story.control import Control

House = Literal["registry", "verification", "content", "platforms"]
Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
CONNECTIONS = 8
PATIENCE_SECONDS = 120
"""Of every wait. Only what hangs takes so long: a busy machine makes the story slow, not wrong."""
PAUSE_SECONDS = 0.3
LONGEST_PAUSE_SECONDS = 10
LOOK_EVERY_SECONDS = 0.05
EARLY_SECONDS = 30
PASSING = frozenset({429, 503})


class StepFailed(Exception):
    """The story went otherwise than told; carries the answer that shows it, if there is one."""

    def __init__(self, what: str, answer: httpx.Response | None = None) -> None:
        super().__init__(what)
        self.answer = answer


@dataclass
class Actor:
    """Somebody with credentials; the token is fetched when it is needed."""

    client_id: str
    secret: str = field(repr=False)
    token: str = field(default="", repr=False)
    good_until: float = 0.0


@dataclass
class Stage:
    """Where everything is, and who plays; ``heard`` keeps every answer for the last search."""

    addresses: dict[House, str]
    personas: dict[str, Actor]
    http: httpx.AsyncClient
    control: Control
    heard: list[tuple[str, str]] = field(default_factory=list)
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CONNECTIONS))

    async def ask(
        self,
        method: str,
        house: House,
        path: str,
        *,
        by: str | Actor | None = None,
        expect: int | tuple[int, ...] = 200,
        headers: dict[str, str] | None = None,
        **content: Any,
    ) -> httpx.Response:
        """One call; any other status than expected ends the step with the answer shown."""
        said = {"Accept-Language": "id", **(headers or {}), **await self._authority(by)}
        if method == "POST":
            said["Idempotency-Key"] = str(uuid4())
        answer = await self._patiently(method, f"{self.addresses[house]}{path}", said, content)
        self.heard.append((f"{method} {house} {path}", answer.text))
        wanted = (expect,) if isinstance(expect, int) else expect
        if answer.status_code not in wanted:
            asked = f"{method} {path}"
            raise StepFailed(f"{house}: {asked} → {answer.status_code}, bukan {expect}", answer)
        return answer

    async def get(self, house: House, path: str, **said: Any) -> Any:
        """The JSON of a GET."""
        return (await self.ask("GET", house, path, **said)).json()

    async def post(self, house: House, path: str, **said: Any) -> Any:
        """The JSON of a POST that makes something."""
        said.setdefault("expect", (200, 201, 202))
        return (await self.ask("POST", house, path, **said)).json()

    async def pages(self, house: House, path: str, **said: Any) -> list[dict[str, Any]]:
        """All items of a list, following its cursor."""
        items: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = await self.get(house, path, params={"limit": "100", **cursor}, **said)
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}

    async def events(self, house: House) -> list[dict[str, Any]]:
        """Everything that ever happened there, as the auditor reads it."""
        happened: list[dict[str, Any]] = []
        after = 0
        while True:
            query = {"after": str(after), "limit": "500"}
            feed = await self.get(house, "/v1/events", by="auditor", params=query)
            happened += feed["events"]
            if feed["next"] == after:
                return happened
            after = feed["next"]

    async def _authority(self, by: str | Actor | None) -> dict[str, str]:
        if by is None:
            return {}
        actor = self.personas[by] if isinstance(by, str) else by
        if time.monotonic() > actor.good_until:
            await self._fetch_token(actor)
        return {"Authorization": f"Bearer {actor.token}"}

    async def _fetch_token(self, actor: Actor) -> None:
        content = {
            "data": {"grant_type": "client_credentials"},
            "auth": httpx.BasicAuth(actor.client_id, actor.secret),
        }
        url = f"{self.addresses['registry']}/oauth/token"
        answer = await self._patiently("POST", url, {}, content)
        if answer.status_code != httpx.codes.OK:
            raise StepFailed(f"token untuk {actor.client_id} → {answer.status_code}", answer)
        issued = answer.json()
        actor.token = issued["access_token"]
        actor.good_until = time.monotonic() + issued["expires_in"] - EARLY_SECONDS

    async def _patiently(
        self, method: str, url: str, headers: dict[str, str], content: dict[str, Any]
    ) -> httpx.Response:
        """Try again with the same key while the service is away or asks to wait."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            pause = PAUSE_SECONDS
            try:
                async with self.turns:
                    answer = await self.http.request(method, url, headers=headers, **content)
            except httpx.TransportError as cause:
                if time.monotonic() > deadline:
                    raise StepFailed(f"{url}: {type(cause).__name__}") from cause
            else:
                if answer.status_code not in PASSING or time.monotonic() > deadline:
                    return answer
                pause = asked_pause(answer)
            await asyncio.sleep(pause)


def asked_pause(answer: httpx.Response) -> float:
    """What ``Retry-After`` asks for, within reason."""
    asked = answer.headers.get("Retry-After", "")
    return min(int(asked), LONGEST_PAUSE_SECONDS) if asked.isdecimal() else PAUSE_SECONDS


async def together(
    act: Callable[[Item], Awaitable[Outcome]], items: Iterable[Item]
) -> list[Outcome]:
    """Everybody acts at the same time, over as many connections as the stage has."""
    return list(await asyncio.gather(*(act(item) for item in items)))


def expect(true: object, what: str) -> None:
    """End the step when something was counted otherwise."""
    if not true:
        raise StepFailed(what)


async def eventually(question: Callable[[], Awaitable[Outcome | None]], what: str) -> Outcome:
    """The first answer that is not empty; ends the step, naming ``what``, when none ever comes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        outcome = await question()
        if outcome:
            return outcome
        if time.monotonic() > deadline:
            raise StepFailed(f"{what}: tidak dalam {PATIENCE_SECONDS} detik · not within that time")
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def in_time(
    question: Callable[[], Awaitable[Outcome | None]], what: str
) -> tuple[Outcome, float]:
    """As ``eventually``, with the seconds it took."""
    began = time.monotonic()
    return await eventually(question, what), time.monotonic() - began

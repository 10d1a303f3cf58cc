"""A follower applies each event once, with its cursor, whatever is cut off in between."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from shared.database import Session, Sessions, system_transaction
from shared.events import Event, Following, Happening, forget
from shared.events.log import publish, record_all
from shared.testing.tokens import TestIssuer
from shared.upstream import Peer, PeerUnavailable, TokenSource


class IssuedTokens(TokenSource):
    """Tokens straight from the test's issuer."""

    def __init__(self, issuer: TestIssuer) -> None:
        super().__init__("", "", "")
        self._issuer = issuer

    async def token(self, client: httpx.AsyncClient, headers: dict[str, str]) -> str:
        return self._issuer.token(scope="events.internal", subject="follower")


@pytest.fixture
async def peer(client: httpx.AsyncClient, app: FastAPI, issuer: TestIssuer) -> AsyncIterator[Peer]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as direct:
        yield Peer("http://things", IssuedTokens(issuer), direct)


async def tell(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, names: list[str]
) -> None:
    for name in names:
        thing = {"size": 1, "name": name}
        await client.post("/v1/things", json=thing, headers=issuer.headers("things.write"))
    async with system_transaction(sessions) as session:
        await publish(session)


async def note(session: Session, event: Event) -> None:
    """The effect: a row in the follower's database."""
    row = {"p": "effect", "k": event.subject}
    insert = (
        "insert into idempotency_keys (principal, key, fingerprint, status, headers, body,"
        " recorded_at) values (:p, :k, '', 1, '', '', now())"
    )
    await session.execute(text(insert), row)


async def effects(sessions: Sessions, names: list[str]) -> int:
    async with system_transaction(sessions) as session:
        count = text("select count(*) from idempotency_keys where key = any(:names)")
        return int(await session.scalar(count, {"names": names}) or 0)


async def test_events_are_applied_once_and_in_order(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, peer: Peer
) -> None:
    seen: list[str] = []

    async def handler(session: Session, event: Event) -> None:
        seen.append(event.subject)
        await note(session, event)

    names = [uuid4().hex for _ in range(5)]
    await tell(client, issuer, sessions, names)
    following = Following(uuid4().hex, peer, {"thing.made.v1": handler})

    while await following.step(sessions, wait=0):
        pass

    assert [name for name in seen if name in names] == names
    assert await effects(sessions, names) == 5


async def test_what_was_erased_before_it_was_read_is_passed_over(
    sessions: Sessions, peer: Peer
) -> None:
    person, seen = uuid4(), list[str]()

    async def handler(session: Session, event: Event) -> None:
        seen.append(event.data["name"])

    async with system_transaction(sessions) as session:
        told = [
            Happening("seen.v1", name, {"name": name}, whose)
            for name, whose in (("hers", person), ("his", uuid4()))
        ]
        await record_all(session, told, now=datetime.now(UTC), internal=True)
        await forget(session, person)
        await publish(session)
    following = Following(uuid4().hex, peer, {"seen.v1": handler})

    while await following.step(sessions, wait=0):
        pass

    assert seen == ["his"]


async def test_a_step_that_fails_halfway_leaves_nothing_and_is_repeated(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, peer: Peer
) -> None:
    names, fail = [uuid4().hex for _ in range(3)], [True]

    async def handler(session: Session, event: Event) -> None:
        if event.subject not in names:
            return
        await note(session, event)
        if event.subject == names[1] and fail.pop():
            raise RuntimeError("the power went out")

    await tell(client, issuer, sessions, names)
    following = Following(uuid4().hex, peer, {"thing.made.v1": handler})

    with pytest.raises(RuntimeError):
        while await following.step(sessions, wait=0):
            pass
    assert await effects(sessions, names) == 0
    fail.append(False)
    while await following.step(sessions, wait=0):
        pass
    assert await effects(sessions, names) == 3


async def test_a_peer_that_is_down_is_said_to_be(issuer: TestIssuer, sessions: Sessions) -> None:
    async with httpx.AsyncClient() as client:
        peer = Peer("http://127.0.0.1:9", IssuedTokens(issuer), client)
        with pytest.raises(PeerUnavailable):
            await Following("nobody", peer, {}).step(sessions, wait=0)

"""Who the registry stops is refused by the services that follow it."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from content import worker as content_worker
from registry.access.clients import service as clients
from registry.access.clients.rules import Reach
from registry.reactions import REACTIONS
from shared.blocked import BLOCKING
from shared.clock import current_time
from shared.database import Sessions, open_sessions, system_transaction
from shared.events import Event
from shared.events.tables import events
from shared.testing import fixtures
from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import ISSUER, TestIssuer
from shared.web import blocking
from tests.services import CONTENT, REGISTRY, VERIFICATION
from verification import worker as verification_worker

FOLLOWERS: list[fixtures.Tested[Any]] = [VERIFICATION, CONTENT]


async def told_by_the_registry(sessions: Sessions) -> list[Event]:
    """What a follower reads of the stopping, positions given in the order of writing."""
    statement = select(events).where(events.c.type.in_(BLOCKING)).order_by(events.c.written)
    async with system_transaction(sessions) as session:
        rows = (await session.execute(statement)).all()
    return [Event(r.id, r.type, r.subject, r.time, r.written, r.data) for r in rows]


async def stopped(client: httpx.AsyncClient, issuer: TestIssuer, word: str, name: str) -> int:
    """The status of the administrator's call."""
    headers = issuer.headers("registry.clients.write", subject="admin")
    if word == "disable":
        return (await client.delete(f"/v1/clients/{name}", headers=headers)).status_code
    order = {"issuer": ISSUER, "subject": name}
    answer = await client.post("/v1/blocked-principals", json=order, headers=headers)
    return answer.status_code


@pytest.mark.parametrize("follower", FOLLOWERS, ids=[each.name for each in FOLLOWERS])
@pytest.mark.parametrize("word", ["disable", "block"])
async def test_a_stopped_caller_is_refused_by_followers(
    database_of: Callable[[fixtures.Tested[Any]], Awaitable[str]],
    cluster: Cluster,
    issuer: TestIssuer,
    monkeypatch: pytest.MonkeyPatch,
    follower: fixtures.Tested[Any],
    word: str,
) -> None:
    monkeypatch.setattr(blocking, "KNOWN_SECONDS", 0)
    name, database = f"client-{uuid4()}", await database_of(follower)
    settings = follower.settings_on(cluster, database, issuer)
    headers = issuer.headers("events.read", subject=name)
    async with (
        answering(follower.build_app(settings), follower.name) as peer,
        open_sessions(cluster.url(database, follower.name)) as theirs,
    ):
        before = await peer.get("/v1/events", headers=headers)
        for event in await told_of_stopping(
            cluster, await database_of(REGISTRY), issuer, word, name
        ):
            async with system_transaction(theirs) as session:
                await BLOCKING[event.type](session, event)
        after = await peer.get("/v1/events", headers=headers)

    assert (before.status_code, after.status_code) == (200, 401)


async def told_of_stopping(
    cluster: Cluster, database: str, issuer: TestIssuer, word: str, name: str
) -> list[Event]:
    """What the registry tells when an administrator stops one of its clients."""
    settings = REGISTRY.settings_on(cluster, database, issuer)
    own = settings.model_copy(update={"public_url": ISSUER})
    async with (
        answering(REGISTRY.build_app(own), "registry") as client,
        open_sessions(cluster.url(database, "registry"), reactions=REACTIONS) as sessions,
    ):
        async with system_transaction(sessions) as session:
            now = current_time()
            await clients.make(session, name, "X", Reach(), principal="operator", now=now)
        assert await stopped(client, issuer, word, name) < 300
        return await told_by_the_registry(sessions)


@pytest.fixture
def database_of(
    cluster: Cluster, run_folder: Path
) -> Callable[[fixtures.Tested[Any]], Awaitable[str]]:
    """A fresh database of a service."""

    def made(tested: fixtures.Tested[Any]) -> str:
        return clone(cluster, template_of(cluster, tested.name, run_folder))

    return lambda tested: asyncio.to_thread(made, tested)


def test_the_workers_of_both_followers_apply_what_stops_callers() -> None:
    for worker in (verification_worker, content_worker):
        source = inspect.getsource(worker.build_worker)
        assert "**BLOCKING" in source

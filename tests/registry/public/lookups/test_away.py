"""A database that hangs or is full: answers within five seconds, and truth before memory."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from registry.badges.badge import service as badges
from registry.badges.badge.rules import EndReason
from registry.settings import Settings
from shared.database import Session, Sessions, open_sessions, system_transaction
from shared.testing.postgres import Cluster, clone, running_cluster, template_of
from shared.testing.tokens import TestIssuer
from tests.registry import scenes
from tests.registry.public.lookups.asking import LOOKUP, asked, eventually
from tests.registry.public.lookups.test_repeated import until_repeated
from tests.servers import hanging
from tests.services import REGISTRY

SOON_SECONDS = 5.0
WITHIN_SECONDS = 2.0


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    """A server of this module's own, with few places."""
    with TemporaryDirectory(prefix="lencana-own-") as folder:
        Path(folder).chmod(0o755)
        with running_cluster(Path(folder) / "postgres") as cluster:
            yield cluster


@pytest.fixture(scope="module")
def database(own: Cluster) -> Iterator[str]:
    with TemporaryDirectory(prefix="lencana-own-") as folder:
        yield clone(own, template_of(own, "registry", Path(folder)))


@pytest.fixture(scope="module")
def settings(own: Cluster, database: str, issuer: TestIssuer) -> Settings:
    return REGISTRY.settings_on(own, database, issuer)


@pytest.fixture
async def aside(settings: Settings) -> AsyncIterator[Sessions]:
    """Another way into the database than the application's."""
    async with open_sessions(settings.direct_url) as sessions:
        yield sessions


async def timed(client: httpx.AsyncClient, path: str, **query: str) -> tuple[httpx.Response, float]:
    """The answer, and how long it took."""
    began = time.monotonic()
    answer = await client.get(path, params=query)
    return answer, time.monotonic() - began


async def test_a_hung_database_is_answered_for_like_a_dead_one(
    own: Cluster, client: httpx.AsyncClient, app: FastAPI, aside: Sessions
) -> None:
    _, account, _ = await scenes.a_badge(aside)
    await until_repeated(client, app, account.url)

    with hanging(own):
        warm = await timed(client, LOOKUP, url=account.url)
        cold = [timed(client, LOOKUP, url=f"https://x.com/{scenes.handle()}") for _ in range(25)]
        answers = [warm, *await asyncio.gather(*cold, timed(client, "/v1/institutions"))]
        again = await timed(client, LOOKUP, url=account.url)

    assert [answer.status_code for answer, _ in answers] == [200, *[503] * 26]
    assert {answer.headers["retry-after"] for answer, _ in answers[1:]} == {"2"}
    assert max(seconds for _, seconds in [*answers, again]) < SOON_SECONDS
    assert (again[0].status_code, again[0].json()["official"]) == (200, True)
    assert again[0].headers["warning"] == '110 - "Response is Stale"'
    assert again[0].headers["cache-control"] == "no-store"
    assert int(again[0].headers["age"]) > 0

    async def recovered() -> bool:
        answer = await client.get(LOOKUP, params={"url": account.url})
        return answer.status_code == 200 and "warning" not in answer.headers

    began = time.monotonic()
    while not await recovered():
        assert time.monotonic() - began < SOON_SECONDS
        await asyncio.sleep(0.05)


OTHERS = text(
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
    " where datname = current_database() and pid <> all(:ours)"
)
MINE = text("select pg_backend_pid()")


async def lose_the_watch(
    own: Cluster, session: Session, requests: Sessions, stack: AsyncExitStack
) -> None:
    """The watch loses its connection, and strangers take every free place and then its own."""
    async with system_transaction(requests) as kept:
        ours = [await session.scalar(MINE), await kept.scalar(MINE)]
    await fill(own, stack)
    assert (await session.execute(OTHERS, {"ours": ours})).all()
    await fill(own, stack)


async def fill(own: Cluster, stack: AsyncExitStack) -> None:
    """Open connections until the server has no place left."""
    where = {"host": own.socket, "database": "postgres", "user": "registry"}
    with suppress(asyncpg.TooManyConnectionsError):
        while True:
            stack.push_async_callback((await asyncpg.connect(**where)).close)


@pytest.mark.timeout(180)
async def test_a_watch_that_cannot_reconnect_tells_no_lie(
    own: Cluster,
    client: httpx.AsyncClient,
    app: FastAPI,
    sessions: Sessions,
    aside: Sessions,
) -> None:
    officer, account, _ = await scenes.a_badge(aside)
    await until_repeated(client, app, account.url)
    async with AsyncExitStack() as stack, system_transaction(aside) as session:
        await lose_the_watch(own, session, sessions, stack)

        await badges.end_badges_of(
            session, officer.id, EndReason.RETURNED_BY_HOLDER, datetime.now(UTC)
        )
        await session.commit()
        changed = time.monotonic()
        while (await asked(client, url=account.url))["official"]:
            assert time.monotonic() - changed < WITHIN_SECONDS
            await asyncio.sleep(0.02)

    await eventually(client, account.url, "ended")

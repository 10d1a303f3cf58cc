"""The registry is restored from a backup and grows again: no follower goes on with an old truth.

What the run-book says about backing up and restoring, done with PostgreSQL's own programs.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from content.recipients import events as content_copy
from shared.database import Sessions, open_sessions, system_transaction
from shared.events import Following, record
from shared.events.following import AnotherFeed
from shared.events.log import publish
from shared.events.mending import rebuild
from shared.testing import fixtures as built
from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from shared.upstream import Peer
from tests.dumps import dumped, restored
from tests.peers import peer_of
from tests.services import CONTENT, REGISTRY
from tests.shared.events.telling import caught_up


@dataclass(frozen=True)
class Service:
    """A started service, its database, and how its peers reach it."""

    client: httpx.AsyncClient
    sessions: Sessions
    peer: Peer

    async def tell(self, type: str, subject: UUID, **data: Any) -> None:
        """Something happened, and is published."""
        now = datetime.now(UTC)
        async with system_transaction(self.sessions) as session:
            told = {name: str(value) for name, value in data.items()}
            await record(session, type=type, subject=str(subject), data=told, person=None, now=now)
            await publish(session)


@pytest.fixture
def databases(cluster: Cluster, run_folder: Path) -> dict[str, str]:
    """A database of each service's own."""
    both = (REGISTRY, CONTENT)
    return {one.name: clone(cluster, template_of(cluster, one.name, run_folder)) for one in both}


@asynccontextmanager
async def running(
    tested: built.Tested[Any], cluster: Cluster, database: str, issuer: TestIssuer
) -> AsyncIterator[Service]:
    """The service on one database."""
    app = tested.build_app(tested.settings_on(cluster, database, issuer))
    url = cluster.url(database, tested.name)
    async with (
        answering(app, tested.name) as client,
        peer_of(app, issuer) as peer,
        open_sessions(url) as sessions,
    ):
        yield Service(client, sessions, peer)


def following(registry: Service) -> Following:
    """As content's worker does it."""
    return Following("registry", registry.peer, content_copy.HANDLERS, [content_copy.COPY])


async def state_of(content: Service, badge: UUID) -> str | None:
    """What content's copy says of a badge."""
    async with system_transaction(content.sessions) as session:
        statement = text("select state from badges where id = :id")
        state: str | None = await session.scalar(statement, {"id": badge})
        return state


async def grown(registry: Service, count: int) -> None:
    """Ordinary things happen."""
    for _ in range(count):
        badge = uuid4()
        await registry.tell("badge.granted.v1", badge, badge_id=badge, account_id=uuid4())


async def test_a_badge_suspended_after_a_restore_does_not_stay_active_in_content(
    cluster: Cluster, databases: dict[str, str], issuer: TestIssuer, tmp_path: Path
) -> None:
    badge, lost, account = uuid4(), uuid4(), uuid4()
    async with running(CONTENT, cluster, databases["content"], issuer) as content:
        async with running(REGISTRY, cluster, databases["registry"], issuer) as registry:
            await registry.tell("badge.granted.v1", badge, badge_id=badge, account_id=account)
            backup = dumped(cluster, databases["registry"], tmp_path)
            await registry.tell("badge.granted.v1", lost, badge_id=lost, account_id=uuid4())
            await grown(registry, 3)
            await caught_up(following(registry), content.sessions)
        assert (await state_of(content, badge), await state_of(content, lost)) == (
            "active",
            "active",
        )
        again = restored(cluster, backup)
        async with running(REGISTRY, cluster, again, issuer) as registry:
            await registry.tell("badge.suspended.v1", badge, badge_id=badge, account_id=account)
            with pytest.raises(AnotherFeed):
                await following(registry).step(content.sessions, wait=0)
            await grown(registry, 20)

            with pytest.raises(AnotherFeed):
                await following(registry).step(content.sessions, wait=0)
            assert (await content.client.get("/readyz")).status_code == 503
            assert await state_of(content, badge) == "active"
            await rebuild(following(registry), content.sessions)

        assert (await state_of(content, badge), await state_of(content, lost)) == (
            "suspended",
            None,
        )
        assert (await content.client.get("/readyz")).status_code == 200


async def test_a_follower_restored_to_an_earlier_moment_catches_up_by_itself(
    cluster: Cluster, databases: dict[str, str], issuer: TestIssuer, tmp_path: Path
) -> None:
    badge, account = uuid4(), uuid4()
    async with running(REGISTRY, cluster, databases["registry"], issuer) as registry:
        await registry.tell("badge.granted.v1", badge, badge_id=badge, account_id=account)
        async with running(CONTENT, cluster, databases["content"], issuer) as content:
            await caught_up(following(registry), content.sessions)
        backup = dumped(cluster, databases["content"], tmp_path)
        await registry.tell("badge.suspended.v1", badge, badge_id=badge, account_id=account)
        again = restored(cluster, backup)

        async with running(CONTENT, cluster, again, issuer) as content:
            await caught_up(following(registry), content.sessions)

            assert await state_of(content, badge) == "suspended"

"""The embedded PostgreSQL: made as a whole, two roles a service, back after a kill."""

import asyncio
import os
import signal
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from local import postgres
from local.environment import Surroundings
from local.keys import kept_keys
from local.members import postgres_member
from local.places import Places
from local.stack import stack
from local.supervisor import Supervisor

PORTS = {"registry": 1, "verification": 2, "content": 3, "platforms": 4}


class Running:
    """A provisioned cluster under a supervisor."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.cluster = postgres.prepared_cluster(places)
        self.supervisor = Supervisor(lambda pids: None)

    async def start(self) -> None:
        keys = kept_keys(self.places, stack())
        around = Surroundings(self.places, stack(), keys, PORTS, self.cluster)
        self.supervisor.add([postgres_member(around)])
        await self.answering()
        await postgres.provision(self.cluster, stack())

    async def answering(self) -> None:
        await postgres.until_answering(self.cluster, self.places.logs / "postgres.log")


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    # Not below pytest's own folder: PostgreSQL runs as another user, who may not enter there.
    with tempfile.TemporaryDirectory() as folder:
        places = Places(Path(folder) / ".local")
        places.logs.mkdir(parents=True)
        running = await asyncio.to_thread(Running, places)
        await running.start()
        yield running
        await running.supervisor.dismiss_all()


async def test_the_serving_role_uses_tables_and_cannot_make_them(running: Running) -> None:
    owner = await running.cluster.connect("registry", "registry_owner")
    await owner.execute("create table pledges (id int)")
    await owner.close()

    serving = await running.cluster.connect("registry", "registry")
    await serving.execute("insert into pledges values (1)")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await serving.execute("create table own (id int)")
    await serving.close()


async def test_a_service_cannot_enter_another_services_database(running: Running) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await running.cluster.connect("content", "registry")


async def test_provisioning_again_changes_nothing(running: Running) -> None:
    await postgres.provision(running.cluster, stack())

    assert await postgres.behind(running.cluster, "registry")


async def test_a_killed_server_comes_back_with_its_data(running: Running) -> None:
    owner = await running.cluster.connect("content", "content_owner")
    await owner.execute("create table kept as select 1 as one")
    await owner.close()
    pid = running.supervisor.keeper("postgres").pid
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    await running.answering()

    again = await running.cluster.connect("content", "content_owner")
    assert await again.fetchval("select one from kept") == 1
    await again.close()

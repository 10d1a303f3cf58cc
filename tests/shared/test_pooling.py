"""PgBouncer in transaction mode between a service and PostgreSQL, with Debian's own program."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from local.ports import free_port
from shared.database import RowScope, Sessions, open_sessions, system_transaction, transaction
from shared.jobs import enqueue
from shared.pooling import DRIVER, through_pooler
from shared.settings import Issuer, ServiceSettings
from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster
from shared.testing.tokens import TestIssuer
from shared.web.app import Service, build_service
from tests.programs import program, surroundings
from tests.shared.conftest import router
from tests.waiting import until

CONFIGURATION = """
[databases]
{database} = host={socket} dbname={database}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
logfile = {folder}/log
"""
"""Three connections for everybody, so that each transaction may get another one."""


@dataclass(frozen=True)
class Pooler:
    """A running PgBouncer."""

    url: str
    folder: Path


@pytest.fixture(scope="module")
def pooler(cluster: Cluster, database_url: str) -> Iterator[Pooler]:
    where = make_url(database_url)
    bouncer, port = program("pgbouncer"), free_port()
    with TemporaryDirectory(prefix="lencana-pooler-") as named:
        folder = Path(named)
        told = {"database": where.database, "socket": cluster.socket, "port": port}
        (folder / "ini").write_text(CONFIGURATION.format(folder=folder, **told), "utf-8")
        (folder / "users").write_text(f'"{where.username}" ""\n', "utf-8")
        whose = Path(cluster.socket).stat()  # may enter there, and is never root
        os.chown(folder, whose.st_uid, whose.st_gid)
        process = subprocess.Popen(
            [bouncer, str(folder / "ini")],
            env=surroundings(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=whose.st_uid if os.getuid() == 0 else None,
        )
        try:
            while not (folder / f".s.PGSQL.{port}").exists():
                assert process.poll() is None, (folder / "log").read_text("utf-8")
            url = (
                f"postgresql+asyncpg://{where.username}@/{where.database}?host={folder}&port={port}"
            )
            yield Pooler(url, folder)
        finally:
            process.terminate()
            process.wait()


@pytest.fixture
async def pooled(pooler: Pooler) -> AsyncIterator[Sessions]:
    async with open_sessions(pooler.url, pool_size=10, pooled=True) as sessions:
        yield sessions


@pytest.fixture
async def behind(
    pooler: Pooler, database_url: str, issuer: TestIssuer
) -> AsyncIterator[httpx.AsyncClient]:
    """The small service, with the pooler between it and its database."""
    settings = ServiceSettings(
        database_url=SecretStr(pooler.url),
        direct_database_url=SecretStr(database_url),
        issuers=(Issuer.model_validate(issuer.settings),),
    )
    app: FastAPI = build_service(settings, Service("verification", "Things", "Things", [router]))
    async with answering(app, "things") as client:
        yield client


async def test_many_at_once_keep_to_their_own_rows_and_their_own_server(pooled: Sessions) -> None:
    """A setting or a prepared statement that outlived its transaction would show in another's."""
    asks = text(
        "select current_setting('app.institutions'), current_setting('statement_timeout'),"
        " current_setting('timezone'), cast(:code as text), '{\"a\": 1}'::jsonb"
    )

    async def one(number: int) -> None:
        code = f"klpd:K{number}"
        async with transaction(pooled, RowScope(frozenset({code}))) as session:
            for _ in range(3):
                row = (await session.execute(asks, {"code": code})).one()
                assert tuple(row) == (code, "4s", "UTC", code, {"a": 1})
                await asyncio.sleep(0)

    for _ in range(5):
        await asyncio.gather(*(one(number) for number in range(30)))


async def test_nothing_outlives_a_transaction(pooler: Pooler, pooled: Sessions) -> None:
    async with transaction(pooled, RowScope(frozenset({"klpd:K65"}))) as session:
        await session.execute(text("select 1"))

    left = text("select coalesce(current_setting('app.institutions', true), '')")
    async with open_sessions(pooler.url, pooled=True) as others, others() as bare:
        connection = await (await bare.connection()).get_raw_connection()
        driver = connection.driver_connection
        assert driver is not None
        assert "K65" not in await driver.fetchval(str(left))


async def test_no_statement_is_left_prepared(cluster: Cluster, pooled: Sessions) -> None:
    prepared = text("select count(*) from pg_prepared_statements where name <> ''")

    async with system_transaction(pooled) as session:
        assert await session.scalar(prepared) == 0


async def test_a_job_is_queued_through_the_pooler(pooled: Sessions) -> None:
    key = uuid4().hex
    async with system_transaction(pooled) as session:
        await enqueue(session, "pooled", {"key": key}, dedupe_key=key)

    async with system_transaction(pooled) as session:
        kept = text("select count(*) from pgqueuer where dedupe_key = :key")
        assert await session.scalar(kept, {"key": key}) == 1


async def test_a_service_works_behind_the_pooler(
    behind: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    async def make(number: int) -> httpx.Response:
        thing = {"size": number, "name": f"pooled-{number}"}
        headers = issuer.headers("things.write")
        first = await behind.post("/v1/things", json=thing, headers=headers)
        again = await behind.post("/v1/things", json=thing, headers=headers)
        assert again.headers["idempotency-replayed"] == "true"
        return first

    made = await asyncio.gather(*(make(number) for number in range(20)))

    assert {answer.status_code for answer in made} == {201}
    assert (await behind.get("/metrics")).status_code == 200
    assert (await behind.get("/readyz")).status_code == 200


async def test_the_usual_driver_would_be_refused_or_fail(pooler: Pooler) -> None:
    """Why the second setting is needed: named statements meet in one server."""
    async with open_sessions(pooler.url, pool_size=10) as unaware:

        async def one(number: int) -> None:
            async with system_transaction(unaware) as session:
                await session.execute(text(f"select {number}"))

        async def some_fail() -> bool:
            outcomes = await asyncio.gather(*map(one, range(30)), return_exceptions=True)
            return any(isinstance(each, DBAPIError) for each in outcomes)

        await until(some_fail, "a statement of another's name")


def test_the_address_keeps_everything_but_the_driver() -> None:
    address, options = through_pooler("postgresql+asyncpg://a:p%40ss@h:6432/d?ssl=require")

    assert address == f"{DRIVER}://a:p%40ss@h:6432/d?ssl=require"
    assert options["prepared_statement_name_func"]() == ""
    assert (options["statement_cache_size"], options["prepared_statement_cache_size"]) == (0, 0)

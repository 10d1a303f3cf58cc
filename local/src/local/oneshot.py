"""Commands that run once and end: migrations and the issuer's clients."""

import asyncio
import hashlib
import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from local.environment import Surroundings, client_documents, service_environment
from local.errors import CommandFailed
from local.places import write_private
from local.postgres import Cluster, behind, system_identifier
from local.screen import say, show_tail
from shared.language import Text


async def migrate(around: Surroundings) -> None:
    """All services at the same time, only those whose database is behind."""
    names = [service.name for service in around.stack.services]
    late = [name for name in names if await behind(around.cluster, name)]
    await asyncio.gather(*(_migrate_one(around, name) for name in late))


async def _migrate_one(around: Surroundings, name: str) -> None:
    environment = service_environment(around, around.stack.service(name))
    log = around.places.logs / f"{name}-migrate.log"
    await run(f"{name} migrate", (name, "migrate"), environment, log)


async def sync_clients(around: Surroundings) -> None:
    """Tell the issuer about the personas and services, unless it knows exactly these already.

    Whoever left for good since, as the persona ``asn`` may, is there again. What was disabled stays
    so, and is told at every start.
    """
    documents = client_documents(around)
    cluster = await system_identifier(around.cluster)
    fingerprint = hashlib.sha256(f"{cluster}{json.dumps(documents)}".encode()).hexdigest()
    known = around.places.clients_known
    told = known.exists() and known.read_text("utf-8") == fingerprint
    if not told or await gone(around.cluster, documents):
        write_private(around.places.clients, documents)
        words = ("registry", "clients", "sync", "--file", str(around.places.clients))
        environment = service_environment(around, around.stack.service("registry"))
        await run("registry clients sync", words, environment, around.places.logs / "clients.log")
        known.write_text(fingerprint, "utf-8")
    for client_id in await disabled(around.cluster, documents):
        say(
            Text(
                f"{client_id} dinonaktifkan dan tetap begitu; operator menghidupkannya dengan"
                f" `python -m registry clients enable {client_id}`",
                f"{client_id} is disabled and stays so, until the operator enables it",
            )
        )


async def disabled(cluster: Cluster, clients: Collection[str]) -> list[str]:
    """Which of these clients were disabled."""
    return await _named(
        cluster,
        "select client_id from clients where disabled_at is not null and client_id = any($1)"
        " order by client_id",
        clients,
    )


async def gone(cluster: Cluster, clients: Collection[str]) -> list[str]:
    """Which of these clients there are no more."""
    return await _named(
        cluster,
        "select client_id from unnest($1::text[]) as client_id"
        " where client_id not in (select client_id from clients) order by client_id",
        clients,
    )


async def _named(cluster: Cluster, query: str, clients: Collection[str]) -> list[str]:
    """Asked of the database, which costs next to nothing."""
    connection = await cluster.connect(database="registry")
    try:
        rows = await connection.fetch(query, list(clients))
    finally:
        await connection.close()
    return [row["client_id"] for row in rows]


async def run(name: str, words: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
    """``python -m …`` to its end, its words in a log."""
    with log.open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *words, stdout=file, stderr=file, env=dict(environment)
        )
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            process.terminate()
            raise
    if code != 0:
        show_tail(log)
        raise CommandFailed(name=name, code=code, log=str(log))

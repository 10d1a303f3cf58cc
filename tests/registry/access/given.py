"""Sentences that set the scene around clients."""

from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import select, update

from registry.access.clients import service
from registry.access.clients.service import digest_of, new_secret, reach_of
from registry.access.clients.tables import Client
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.events.tables import events
from shared.testing.tokens import TestIssuer
from tests.registry.given import events_about

Credentials = tuple[str, str]
ADMINISTRATION = "registry.clients.write"


async def a_client(
    sessions: Sessions,
    scope: str = "registry.me content.me",
    institutions: tuple[str, ...] = ("klpd:K65",),
    name: str | None = None,
) -> Credentials:
    """A client made by the operator: its id and secret."""
    client_id, secret = name or f"client-{uuid4()}", new_secret()
    reach, now = reach_of(scope, institutions), current_time()
    async with system_transaction(sessions) as session:
        await service.make(session, client_id, "Klien", reach, principal="operator", now=now)
        await service.add_secret(session, client_id, digest_of(secret), now - now, now)
    return client_id, secret


def admin(issuer: TestIssuer, name: str = "admin-a") -> dict[str, str]:
    """Headers of an administrator."""
    return issuer.headers(ADMINISTRATION, subject=name)


async def token_asked(
    client: httpx.AsyncClient, credentials: Credentials, **form: str
) -> httpx.Response:
    """The answer to a request for a token."""
    body = {"grant_type": "client_credentials"} | form
    return await client.post("/oauth/token", data=body, auth=credentials)


async def scope_of(client: httpx.AsyncClient, credentials: Credentials) -> str | None:
    """What a token of the client may do; nothing when there is none."""
    answer = await token_asked(client, credentials)
    told: dict[str, Any] = answer.json()
    return told.get("scope")


async def actors_of(sessions: Sessions, subject: str) -> dict[str, str]:
    """Who did what the event log tells of a subject, by the type of the event."""
    statement = select(events.c.type, events.c.actor).where(events.c.subject == subject)
    async with system_transaction(sessions) as session:
        return {row.type: row.actor for row in await session.execute(statement)}


async def no_administrators(sessions: Sessions) -> None:
    """As if nobody could manage clients yet."""
    statement = update(Client).where(Client.scopes.contains([ADMINISTRATION]))
    async with system_transaction(sessions) as session:
        await session.execute(statement.values(disabled_at=current_time()))


async def two_administrators_more(sessions: Sessions) -> None:
    """So that one of those there are may be cut off."""
    for _ in range(2):
        await a_client(sessions, ADMINISTRATION, ())


async def registered(
    client: httpx.AsyncClient, issuer: TestIssuer, by: str = "admin-a", **changes: Any
) -> httpx.Response:
    """A client for one officer, unless changed."""
    order: dict[str, Any] = {"name": "Petugas", "scope": "content.me verification.me"}
    return await client.post("/v1/clients", json=order | changes, headers=admin(issuer, by))


async def confirmed(
    client: httpx.AsyncClient, issuer: TestIssuer, grant: dict[str, Any], by: str = "admin-b"
) -> httpx.Response:
    """Another administrator's word."""
    url = f"/v1/client-grants/{grant['id']}/confirmation"
    return await client.post(url, headers=admin(issuer, by))


async def told(sessions: Sessions, client_id: str) -> list[str]:
    """Types of the events about a client, without their common beginning and end."""
    events = await events_about(sessions, client_id)
    return [kind.removeprefix("client.").removesuffix(".v1") for kind, _ in events]

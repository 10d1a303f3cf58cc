"""Clients over HTTP, on real PostgreSQL."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from registry.access.clients import service
from registry.access.clients.service import Rights
from registry.access.clients.tables import ClientSecret
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given

SCOPE = "registry.clients.write"


async def registered(
    client: httpx.AsyncClient, issuer: TestIssuer, **changes: Any
) -> httpx.Response:
    """A client for one officer, unless changed."""
    order = {"name": "Petugas", "scope": "registry.me content.me", "institutions": ["klpd:K65"]}
    return await client.post("/v1/clients", json=order | changes, headers=issuer.headers(SCOPE))


async def asked(client: httpx.AsyncClient, credentials: dict[str, Any], **form: str) -> int:
    """The status of a request for a token."""
    pair = (credentials["client_id"], credentials["client_secret"])
    body = {"grant_type": "client_credentials"} | form
    return (await client.post("/oauth/token", data=body, auth=pair)).status_code


async def test_a_registered_client_gets_tokens(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await registered(client, issuer)

    assert answer.status_code == 201
    assert await asked(client, answer.json()) == 200


async def test_the_secret_is_shown_once_and_only_its_hash_is_kept(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    answer = await registered(client, issuer)
    secret, location = answer.json()["client_secret"], answer.headers["Location"]

    read = await client.get(location, headers=issuer.headers(SCOPE))

    assert "client_secret" not in read.json()
    async with system_transaction(sessions) as session:
        kept = await session.scalars(
            select(ClientSecret.sha256).where(ClientSecret.client_id == answer.json()["client_id"])
        )
        assert secret.encode() not in bytes(kept.one())


@pytest.mark.parametrize("scope", ["events.internal", "registry.me registry.clients.write"])
async def test_an_api_caller_cannot_give_the_operators_scopes(
    client: httpx.AsyncClient, issuer: TestIssuer, scope: str
) -> None:
    answer = await registered(client, issuer, scope=scope)

    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/scope-reserved"


async def test_a_scope_that_is_none_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await registered(client, issuer, scope="everything")

    assert answer.json()["type"] == "/problems/scope-unreadable"


async def test_a_disabled_client_gets_no_token_and_the_services_are_told(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    credentials = (await registered(client, issuer)).json()
    url = f"/v1/clients/{credentials['client_id']}"

    first = await client.delete(url, headers=issuer.headers(SCOPE))
    second = await client.delete(url, headers=issuer.headers(SCOPE))

    assert (first.status_code, second.status_code) == (204, 204)
    assert await asked(client, credentials) == 401
    told = await given.events_about(sessions, credentials["client_id"])
    assert [kind for kind, _ in told] == ["client.disabled.v1"]


async def test_two_secrets_work_during_a_rotation_and_never_three(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    first = (await registered(client, issuer)).json()
    url = f"/v1/clients/{first['client_id']}/secrets"

    second = (await client.post(url, headers=issuer.headers(SCOPE))).json()
    during = [await asked(client, credentials) for credentials in (first, second)]
    third = (await client.post(url, headers=issuer.headers(SCOPE))).json()
    after = [await asked(client, credentials) for credentials in (first, second, third)]

    assert (during, after) == ([200, 200], [401, 200, 200])


async def test_an_old_secret_ends_with_the_overlap(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    first = (await registered(client, issuer)).json()

    async with system_transaction(sessions) as session:
        await service.rotate_secret(
            session, first["client_id"], overlap=timedelta(0), now=current_time()
        )

    assert await asked(client, first) == 401


async def test_the_sixth_wrong_secret_within_a_minute_is_told_to_wait(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    right = (await registered(client, issuer)).json()
    wrong = right | {"client_secret": "lencana_wrong"}

    statuses = [await asked(client, wrong) for _ in range(12)]

    # a minute may begin in the middle, and the count with it
    assert statuses[:5] == [401] * 5
    assert 429 in statuses


async def test_guessing_cannot_lock_a_client_out(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    right = (await registered(client, issuer)).json()
    for _ in range(12):
        await asked(client, right | {"client_secret": "lencana_wrong"})

    assert await asked(client, right) == 200


async def test_bringing_a_client_in_line_twice_changes_nothing(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    name, secret = f"sync-{uuid4()}", service.new_secret()
    rights = Rights("Sistem", "registry.me", ["klpd:K65"])

    for _ in range(2):
        async with system_transaction(sessions) as session:
            await service.put_client(
                session, name, rights, secret, overlap=timedelta(hours=1), now=current_time()
            )

    async with system_transaction(sessions) as session:
        statement = select(ClientSecret).where(ClientSecret.client_id == name)
        assert len((await session.scalars(statement)).all()) == 1
    assert await asked(client, {"client_id": name, "client_secret": secret}) == 200


async def test_clients_are_listed_without_secrets(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = [(await registered(client, issuer)).json()["client_id"] for _ in range(3)]

    listed: list[str] = []
    cursor: str | None = None
    while not listed or cursor:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = await client.get("/v1/clients", params=query, headers=issuer.headers(SCOPE))
        listed += [item["client_id"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]
        assert "secret" not in answer.text

    assert [client_id for client_id in listed if client_id in made] == made


async def test_registering_needs_its_scope(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    answer = await client.post("/v1/clients", json={}, headers=issuer.headers("registry.me"))

    assert answer.status_code == 403

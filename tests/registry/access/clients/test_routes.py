"""Clients that exist, over HTTP and on real PostgreSQL."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from registry.access.clients import service
from shared.clock import current_time
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given as scene
from tests.registry.access import given
from tests.registry.access.given import ADMINISTRATION, Credentials


async def status(client: httpx.AsyncClient, credentials: Credentials) -> int:
    """Of a request for a token."""
    return (await given.token_asked(client, credentials)).status_code


async def test_a_disabled_client_gets_no_token_and_the_services_are_told(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    credentials = await given.a_client(sessions)
    url = f"/v1/clients/{credentials[0]}"

    first = await client.delete(url, headers=given.admin(issuer))
    second = await client.delete(url, headers=given.admin(issuer))

    assert (first.status_code, second.status_code) == (204, 204)
    assert await status(client, credentials) == 401
    told = await scene.events_about(sessions, credentials[0])
    assert [kind for kind, _ in told] == ["client.registered.v1", "client.disabled.v1"]


@pytest.mark.parametrize("word", ["disable", "rotate-secret", "grant"])
async def test_nobody_cuts_off_a_service(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, word: str
) -> None:
    name, secret = await given.a_client(sessions, "events.internal", ())

    answer = await cut_off(client, issuer, name, word)

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/client-of-a-service")
    assert f"registry clients {word} {name}" in answer.json()["detail"]
    assert await status(client, (name, secret)) == 200


@pytest.mark.parametrize("word", ["disable", "rotate-secret", "grant"])
async def test_nobody_cuts_off_their_own_client(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, word: str
) -> None:
    await given.a_client(sessions, ADMINISTRATION, ())
    name, secret = await given.a_client(sessions, ADMINISTRATION, ())

    answer = await cut_off(client, issuer, name, word, by=name)

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/client-is-own")
    assert await status(client, (name, secret)) == 200


async def cut_off(
    client: httpx.AsyncClient, issuer: TestIssuer, name: str, word: str, by: str = "admin-a"
) -> httpx.Response:
    headers, url = given.admin(issuer, by), f"/v1/clients/{name}"
    if word == "disable":
        return await client.delete(url, headers=headers)
    if word == "grant":
        return await client.post(f"{url}/grants", json={"scope": "events.read"}, headers=headers)
    return await client.post(f"{url}/secrets", headers=headers)


async def test_administrators_who_disable_each_other_at_once_leave_two(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    await given.no_administrators(sessions)
    names = [(await given.a_client(sessions, ADMINISTRATION, ()))[0] for _ in range(6)]

    answers = await asyncio.gather(
        *(
            cut_off(client, issuer, name, "disable", by=other)
            for name, other in zip(names, reversed(names), strict=True)
        )
    )

    assert sorted(answer.status_code for answer in answers) == [204] * 4 + [409] * 2


async def test_an_old_secret_ends_with_the_overlap(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    first = await given.a_client(sessions)

    async with system_transaction(sessions) as session:
        await service.rotate_secret(
            session, first[0], overlap=timedelta(0), principal="operator", now=current_time()
        )

    assert await status(client, first) == 401


async def test_clients_are_listed_without_secrets(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    made = [(await given.a_client(sessions))[0] for _ in range(3)]

    listed: list[str] = []
    cursor: str | None = None
    while not listed or cursor:
        query = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        answer = await client.get("/v1/clients", params=query, headers=given.admin(issuer))
        listed += [item["client_id"] for item in answer.json()["items"]]
        cursor = answer.json()["next"]
        assert "secret" not in answer.text

    assert [client_id for client_id in listed if client_id in made] == made


async def test_reading_clients_needs_its_scope(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await client.get("/v1/clients/x", headers=issuer.headers("registry.me"))

    assert answer.status_code == 403

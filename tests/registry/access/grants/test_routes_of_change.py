"""What a client may do is changed, and its secret rotated, by one administrator or by two."""

import httpx

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given as scene
from tests.registry.access import given


async def test_an_existing_client_gains_power_and_a_secret_only_by_two(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = (await given.registered(client, issuer)).json()
    known = (made["client_id"], made["client_secret"])
    url = f"/v1/clients/{made['client_id']}/grants"

    proposed = await client.post(
        url, json={"scope": "content.me content.clear"}, headers=given.admin(issuer)
    )
    before = await given.scope_of(client, known)
    other = await given.confirmed(client, issuer, proposed.json()["grant"])

    halves = (proposed.json()["client_secret"], other.json()["client_secret"])
    assert before == "content.me verification.me"
    assert await given.scope_of(client, known) is None
    assert await given.scope_of(client, (known[0], ".".join(halves))) == "content.me content.clear"


async def test_moving_a_reviewer_to_another_institution_takes_two(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    here, there = await scene.an_institution(sessions), await scene.an_institution(sessions)
    name, _ = await given.a_client(sessions, "content.clear", (here,))
    url = f"/v1/clients/{name}/grants"

    moved, freed = [
        await client.post(
            url, json={"scope": "content.clear", "institutions": where}, headers=given.admin(issuer)
        )
        for where in ([there], [])
    ]

    assert moved.json()["grant"]["state"] == "pending"
    assert (moved.json()["institutions"], moved.json()["client_secret"]) == ([here], None)
    assert freed.json()["type"] == "/problems/grant-pending"


async def test_taking_power_away_is_done_at_once_by_one(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    credentials = await given.a_client(sessions, "content.read content.clear", ())
    url = f"/v1/clients/{credentials[0]}/grants"

    answer = await client.post(url, json={"scope": "content.read"}, headers=given.admin(issuer))

    assert answer.json()["grant"] is None
    assert await given.scope_of(client, credentials) == "content.read"


async def test_the_secret_of_a_reviewer_is_rotated_in_two_halves(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    name, secret = await given.a_client(sessions, "content.clear", ())
    url = f"/v1/clients/{name}/secrets"

    first = (await client.post(url, headers=given.admin(issuer))).json()
    second = (await given.confirmed(client, issuer, first["grant"])).json()

    tried = [first["client_secret"], second["client_secret"], secret]
    tried.append(f"{first['client_secret']}.{second['client_secret']}")
    scopes = [await given.scope_of(client, (name, each)) for each in tried]
    assert scopes == [None, None, "content.clear", "content.clear"]


async def test_two_secrets_work_during_a_rotation_and_never_three(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    name, first = await given.a_client(sessions, "content.me")
    url = f"/v1/clients/{name}/secrets"

    async def works(secret: str) -> bool:
        return await given.scope_of(client, (name, secret)) is not None

    async def rotated() -> str:
        return str((await client.post(url, headers=given.admin(issuer))).json()["client_secret"])

    second = await rotated()
    during = [await works(secret) for secret in (first, second)]
    third = await rotated()
    after = [await works(secret) for secret in (first, second, third)]

    assert (during, after) == ([True, True], [False, True, True])

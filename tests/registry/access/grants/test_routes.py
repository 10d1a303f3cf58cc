"""Four eyes are four people: what clears, reviews or audits is granted by two administrators."""

import asyncio
from typing import Any

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given as scene
from tests.registry.access import given
from tests.registry.access.given import ADMINISTRATION

GUARDED = [
    "content.clear",
    "registry.badges.review",
    "verification.review",
    "events.audit",
    "registry.me",
    ADMINISTRATION,
]


async def test_a_client_of_no_power_gets_tokens_at_once(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    where = await scene.an_institution(sessions)
    answer = await given.registered(client, issuer, institutions=[where])

    made = answer.json()
    assert (answer.status_code, made["grant"]) == (201, None)
    assert answer.headers["Location"] == f"/v1/clients/{made['client_id']}"
    credentials = (made["client_id"], made["client_secret"])
    assert await given.scope_of(client, credentials) == "content.me verification.me"
    assert await given.told(sessions, made["client_id"]) == ["registered"]


@pytest.mark.parametrize("scope", GUARDED)
async def test_what_one_administrator_grants_alone_cannot_be_used(
    client: httpx.AsyncClient, issuer: TestIssuer, scope: str
) -> None:
    made = (await given.registered(client, issuer, scope=f"content.read {scope}")).json()

    credentials = (made["client_id"], made["client_secret"])
    assert (made["scope"], made["grant"]["state"]) == ("", "pending")
    assert await given.scope_of(client, credentials) is None


@pytest.mark.parametrize("scope", GUARDED)
async def test_a_second_administrator_brings_it_into_force(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, scope: str
) -> None:
    made = (await given.registered(client, issuer, scope=scope)).json()

    answer = await given.confirmed(client, issuer, made["grant"])

    whole = f"{made['client_secret']}.{answer.json()['client_secret']}"
    assert answer.json()["scope"] == scope
    assert await given.scope_of(client, (made["client_id"], whole)) == scope
    assert await given.told(sessions, made["client_id"]) == [
        "registered",
        "grant_proposed",
        "secret_rotated",
        "grant_confirmed",
        "changed",
    ]


async def test_neither_administrator_alone_ever_holds_the_secret(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = (await given.registered(client, issuer, scope="content.clear")).json()
    second = (await given.confirmed(client, issuer, made["grant"])).json()

    halves = [made["client_secret"], second["client_secret"]]
    tried = [*halves, ".".join(reversed(halves)), f"{halves[0]}.", f".{halves[1]}"]
    assert [await given.scope_of(client, (made["client_id"], secret)) for secret in tried] == [
        None
    ] * 5


async def test_nobody_confirms_what_they_proposed(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = (await given.registered(client, issuer, scope="content.clear")).json()

    answer = await given.confirmed(client, issuer, made["grant"], by="admin-a")

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/second-person-needed")


async def test_a_client_does_not_confirm_its_own_rights(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    name, _ = await given.a_client(sessions, ADMINISTRATION, ())
    await given.two_administrators_more(sessions)
    url = f"/v1/clients/{name}/grants"
    wanted = {"scope": f"{ADMINISTRATION} content.clear"}
    proposed = await client.post(url, json=wanted, headers=given.admin(issuer))

    answer = await given.confirmed(client, issuer, proposed.json()["grant"], by=name)

    assert answer.json()["type"] == "/problems/second-person-needed"


async def test_an_administrator_made_by_one_alone_confirms_nothing(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    twin = (await given.registered(client, issuer, scope=ADMINISTRATION)).json()

    answer = await given.token_asked(client, (twin["client_id"], twin["client_secret"]))

    assert answer.status_code == 401


async def test_what_a_stopped_administrator_proposed_is_not_confirmed(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    name, _ = await given.a_client(sessions, ADMINISTRATION, ())
    await given.two_administrators_more(sessions)
    made = (await given.registered(client, issuer, by=name, scope="content.clear")).json()
    await client.delete(f"/v1/clients/{name}", headers=given.admin(issuer))

    answer = await given.confirmed(client, issuer, made["grant"])

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/proposer-stopped")


async def test_a_refused_proposal_cannot_be_confirmed(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    made = (await given.registered(client, issuer, scope="content.clear")).json()
    url = f"/v1/client-grants/{made['grant']['id']}"

    refused = await client.delete(url, headers=given.admin(issuer, "admin-b"))
    answer = await given.confirmed(client, issuer, made["grant"], by="admin-c")

    assert (refused.status_code, answer.status_code) == (204, 409)
    assert answer.json()["type"] == "/problems/grant-decided"
    assert (await given.told(sessions, made["client_id"]))[-1] == "grant_refused"


async def test_one_of_many_who_confirm_at_once_wins(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = (await given.registered(client, issuer, scope="content.clear")).json()

    answers = await asyncio.gather(
        *(given.confirmed(client, issuer, made["grant"], by=f"admin-{n}") for n in range(8))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


@pytest.mark.parametrize(
    ("scope", "type"),
    [
        ("events.internal", "scope-reserved"),
        ("registry.me events.internal", "scope-reserved"),
        ("events.raed", "scope-unknown"),
        ("registry.badges.read", "scope-unknown"),
        ("verification.verdicts.write", "scope-unknown"),
        ("everything", "scope-unreadable"),
    ],
)
async def test_a_scope_that_cannot_be_granted_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer, scope: str, type: str
) -> None:
    answer = await given.registered(client, issuer, scope=scope)

    assert answer.json()["type"] == f"/problems/{type}"


@pytest.mark.parametrize("scope", ["registry.me", "content.clear"])
async def test_a_client_acts_for_institutions_that_exist(
    client: httpx.AsyncClient, issuer: TestIssuer, scope: str
) -> None:
    answer = await given.registered(client, issuer, scope=scope, institutions=["klpd:K999999"])

    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/institutions-unknown")


async def test_an_auditor_reads_who_proposed_and_who_confirmed_and_no_secret(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    made = (await given.registered(client, issuer, scope="content.clear")).json()
    other = (await given.confirmed(client, issuer, made["grant"])).json()

    kept = await given.actors_of(sessions, made["client_id"])

    assert kept["client.grant_proposed.v1"] == "https://issuer.test|admin-a"
    assert kept["client.grant_confirmed.v1"] == "https://issuer.test|admin-b"
    events = str(await scene.events_about(sessions, made["client_id"]))
    assert made["client_secret"] not in events
    assert other["client_secret"] not in events


async def test_a_second_administrator_finds_what_waits(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = (await given.registered(client, issuer, scope="content.clear")).json()

    seen: list[dict[str, Any]] = []
    query = {"state": "pending", "limit": "2"}
    while True:
        answer = await client.get(
            "/v1/client-grants", params=query, headers=given.admin(issuer, "admin-b")
        )
        seen += answer.json()["items"]
        if answer.json()["next"] is None:
            break
        query["cursor"] = answer.json()["next"]

    assert {grant["state"] for grant in seen} == {"pending"}
    assert made["grant"] in seen


async def test_registering_needs_its_scope(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    answer = await client.post("/v1/clients", json={}, headers=issuer.headers("registry.me"))

    assert answer.status_code == 403


async def test_the_name_of_a_client_holds_nobodys_number(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await given.registered(client, issuer, name="NIP 19780101 200501 1 001")

    assert answer.status_code == 400
    assert "19780101" not in answer.text

"""Principals are blocked and taken again, over HTTP."""

from uuid import uuid4

import httpx
import pytest

from registry.settings import Settings
from shared.database import Sessions
from shared.testing.tokens import ISSUER, TestIssuer
from shared.web import blocking
from tests.registry import given as scene
from tests.registry.access import given
from tests.registry.access.given import ADMINISTRATION

URL = "/v1/blocked-principals"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are noticed with the next request."""
    monkeypatch.setattr(blocking, "KNOWN_SECONDS", 0)


async def blocked(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    subject: str,
    named: str = ISSUER,
    **order: str,
) -> httpx.Response:
    asked = {"issuer": named, "subject": subject} | order
    return await client.post(URL, json=asked, headers=given.admin(issuer))


async def calls(client: httpx.AsyncClient, issuer: TestIssuer, subject: str) -> int:
    """The status of a call by somebody."""
    headers = issuer.headers("registry.me", subject=subject)
    return (await client.get("/v1/me", headers=headers)).status_code


async def test_a_person_of_another_issuer_is_blocked_and_taken_again(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    who = f"person-{uuid4()}"
    before = await calls(client, issuer, who)

    answer = await blocked(client, issuer, who)
    during = await calls(client, issuer, who)
    lifted = await client.delete(answer.headers["Location"], headers=given.admin(issuer))

    assert (answer.status_code, lifted.status_code) == (201, 204)
    assert (before, during, await calls(client, issuer, who)) == (404, 401, 404)


async def test_a_blocked_client_of_ours_gets_no_token_either(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, settings: Settings
) -> None:
    credentials = await given.a_client(sessions)

    await blocked(client, issuer, credentials[0], named=settings.public_url)

    assert await given.scope_of(client, credentials) is None


async def test_auditors_hear_of_it_and_no_name_is_told(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    who = f"person-{uuid4()}"
    block_id = (await blocked(client, issuer, who)).json()["id"]
    await client.delete(f"{URL}/{block_id}", headers=given.admin(issuer))

    told = await scene.events_about(sessions, block_id)

    assert [kind for kind, _ in told] == ["principal.blocked.v1", "principal.unblocked.v1"]
    assert who not in str(told)
    assert set((await given.actors_of(sessions, block_id)).values()) == {f"{ISSUER}|admin-a"}


async def test_a_block_may_end_by_itself(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    who = f"person-{uuid4()}"

    await blocked(client, issuer, who, until="2026-01-01T00:00:00Z")

    assert await calls(client, issuer, who) == 404


async def test_nobody_blocks_themselves(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    answer = await blocked(client, issuer, "admin-a")

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/principal-is-own")


@pytest.mark.parametrize("scope", ["events.internal", ADMINISTRATION])
async def test_services_and_the_last_administrator_are_not_blocked(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    settings: Settings,
    scope: str,
) -> None:
    await given.no_administrators(sessions)
    name, _ = await given.a_client(sessions, scope, ())

    answer = await blocked(client, issuer, name, named=settings.public_url)

    assert answer.status_code == 409
    assert "registry clients disable" in answer.json()["detail"]


async def test_lifting_what_nobody_blocked_is_404(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await client.delete(f"{URL}/{'0' * 64}", headers=given.admin(issuer))

    assert answer.json()["type"] == "/problems/block-unknown"


async def test_blocks_are_listed_page_by_page(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    made = {(await blocked(client, issuer, f"p-{uuid4()}")).json()["id"] for _ in range(3)}

    listed: list[str] = []
    query = {"limit": "2"}
    while True:
        answer = await client.get(URL, params=query, headers=given.admin(issuer))
        listed += [item["id"] for item in answer.json()["items"]]
        if answer.json()["next"] is None:
            break
        query["cursor"] = answer.json()["next"]

    assert made <= set(listed)
    assert listed == sorted(listed)

"""A badge, as everybody may read it and as its holder does."""

from uuid import uuid4

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.given import Enrolled


def speaking(issuer: TestIssuer, officer: Enrolled, version: int | None = None) -> dict[str, str]:
    headers = issuer.headers("registry.me", subject=officer.subject)
    return headers if version is None else {**headers, "If-Match": f'"{version}"'}


async def test_everybody_may_read_a_badge(client: httpx.AsyncClient, sessions: Sessions) -> None:
    _, account, badge = await scenes.a_badge(sessions, "facebook")

    answer = await client.get(f"/v1/badges/{badge.id}")

    found = answer.json()
    assert (found["state"], found["official"]) == ("active", True)
    assert found["account"] == {
        "platform": "facebook",
        "handle": account.handle,
        "url": account.url,
    }
    assert answer.headers["cache-control"] == "public, max-age=60, stale-if-error=86400"
    again = {"If-None-Match": answer.headers["etag"]}
    assert (await client.get(f"/v1/badges/{badge.id}", headers=again)).status_code == 304


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("text/html, application/*;q=0.5", 200),
        ("application/vc+jwt", 406),
        ("image/png", 406),
        ("application/json;q=0", 406),
    ],
)
async def test_a_badge_is_told_as_json_only(
    client: httpx.AsyncClient, sessions: Sessions, accept: str, status: int
) -> None:
    _, _, badge = await scenes.a_badge(sessions)

    answer = await client.get(f"/v1/badges/{badge.id}", headers={"Accept": accept})

    assert answer.status_code == status


async def test_an_unknown_badge_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/v1/badges/{uuid4()}")

    assert answer.json()["type"] == "/problems/badge-unknown"


async def test_a_holder_gives_a_badge_back_and_the_rule_respects_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer, _, badge = await scenes.a_badge(sessions)
    path = f"/v1/me/badges/{badge.id}"

    stale = await client.delete(path, headers=speaking(issuer, officer, 9))
    given_back = await client.delete(path, headers=speaking(issuer, officer, 1))
    twice = await client.delete(path, headers=speaking(issuer, officer, 2))
    await scenes.reconsidered(sessions, officer.id)

    assert (stale.status_code, given_back.status_code, twice.status_code) == (412, 204, 409)
    found = (await client.get("/v1/me/badges", headers=speaking(issuer, officer))).json()["items"]
    assert [(each["id"], each["state"]) for each in found] == [(str(badge.id), "returned")]
    public = (await client.get(f"/v1/badges/{badge.id}")).json()
    assert (public["state"], public["account"], public["institution"]) == ("ended", None, None)
    events = [type for type, _ in await given.events_about(sessions, str(badge.id))]
    assert events == ["badge.granted.v1", "badge.ended.v1"]


async def test_another_persons_badge_is_unknown(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    _, _, badge = await scenes.a_badge(sessions)
    stranger = await given.an_officer(sessions)
    path = f"/v1/me/badges/{badge.id}"

    answers = [
        await client.get(path, headers=speaking(issuer, stranger)),
        await client.delete(path, headers=speaking(issuer, stranger, 1)),
        await client.get(f"{path}/suspension", headers=speaking(issuer, stranger)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    listed = await client.get("/v1/me/badges", headers=speaking(issuer, stranger))
    assert listed.json() == {"items": []}

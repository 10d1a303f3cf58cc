"""Everything that is held of a person, from all three services, and who saw it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from shared.database import Sessions
from shared.testing.fixtures import answering
from shared.testing.postgres import Cluster, clone, template_of
from shared.testing.tokens import TestIssuer
from shared.upstream import Peer, TokenSource
from tests.registry import given, scenes
from tests.registry.departures.erasure.test_service import badged, enrolled
from tests.services import VERIFICATION


class ServiceTokens(TokenSource):
    """Tokens of the registry's own client, straight from the test's issuer."""

    def __init__(self, issuer: TestIssuer) -> None:
        super().__init__("", "", "")
        self._issuer = issuer

    async def token(self, client: httpx.AsyncClient, headers: dict[str, str]) -> str:
        return self._issuer.token(scope="records.read", subject="registry")


@pytest.fixture(scope="module")
def other_database(cluster: Cluster, run_folder: Path) -> str:
    return clone(cluster, template_of(cluster, "verification", run_folder))


@pytest.fixture
async def verification(
    cluster: Cluster, other_database: str, issuer: TestIssuer
) -> AsyncIterator[httpx.AsyncClient]:
    """A verification service of its own, on a database of its own."""
    app = VERIFICATION.build_app(VERIFICATION.settings_on(cluster, other_database, issuer))
    async with answering(app, "verification") as client:
        yield client


def me(issuer: TestIssuer, officer: given.Enrolled) -> dict[str, str]:
    return issuer.headers("registry.me", subject=officer.subject)


async def exported(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: given.Enrolled
) -> dict[str, Any]:
    answer = await client.get("/v1/me/export", headers=me(issuer, officer))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def tables(part: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {held["table"]: held["rows"] for held in part["holds"]}


async def shown_by_name(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: given.Enrolled
) -> None:
    """The officer lets the own institution see a name."""
    texts = (await client.get("/v1/consents")).json()
    order = {"purpose": "institution_name", "text_version": texts["version"], "name": "Siti Uji"}
    answer = await client.post("/v1/me/consents", json=order, headers=me(issuer, officer))
    assert answer.status_code == 201, answer.text


async def test_every_row_of_the_person_is_in_it_and_the_number_only_by_its_ending(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    number = given.a_nip()
    officer = await enrolled(client, issuer, sessions, number)
    url, badge = await badged(sessions, officer)

    answer = await client.get("/v1/me/export", headers=me(issuer, officer))

    [own] = [part for part in answer.json()["parts"] if part["service"] == "registry"]
    held = tables(own)
    assert own["numbers"] == [{"kind": "nip", "ending": number[-4:]}]
    assert number not in answer.text
    assert [row["url"] for row in held["accounts"]] == [url]
    assert [row["id"] for row in held["badges"]] == [str(badge.id)]
    assert sorted(row["purpose"] for row in held["consents"])[:1] == ["audience_analysis"]
    assert len(held["pledges"]) == len(held["training_participants"]) == 1
    assert "officer.enrolled.v1" in {row["type"] for row in held["events"]}


async def test_nobody_elses_row_is_in_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    mine, _, _ = await scenes.a_badge(sessions)
    other, reference, badge = await scenes.a_badge(sessions, institution=mine.institution)

    answer = await client.get("/v1/me/export", headers=me(issuer, mine))

    for stranger in (str(other.id), other.subject, reference.url, str(badge.id)):
        assert stranger not in answer.text


async def test_a_service_that_does_not_answer_is_named_and_the_rest_is_given(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, app: FastAPI
) -> None:
    officer = await given.an_officer(sessions)
    away = Peer("http://127.0.0.1:9", ServiceTokens(issuer), httpx.AsyncClient())
    app.state.peers = {"verification": away, "content": None}

    document = await exported(client, issuer, officer)

    assert document["complete"] is False
    states = {part["service"]: part["state"] for part in document["parts"]}
    assert states == {
        "registry": "complete",
        "verification": "unavailable",
        "content": "unavailable",
    }


async def test_what_another_service_holds_is_in_it(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    app: FastAPI,
    verification: httpx.AsyncClient,
) -> None:
    officer = await given.an_officer(sessions)
    peer = Peer("http://verification", ServiceTokens(issuer), verification)
    app.state.peers = {"verification": peer}

    document = await exported(client, issuer, officer)

    assert document["complete"] is True
    [theirs] = [part for part in document["parts"] if part["service"] == "verification"]
    assert {"officers", "accounts", "observations", "assessments"} <= set(tables(theirs))


async def test_who_of_the_staff_saw_the_person_is_told(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    other = await given.an_officer(sessions, institution=officer.institution)
    await shown_by_name(client, issuer, officer)
    staff = issuer.headers("registry.officers.read", [officer.institution], subject="humas")
    read = await client.get(f"/v1/officers/{officer.id}", headers=staff)
    await client.get("/v1/officers?limit=100", headers=staff)

    own = await client.get("/v1/me/accesses", headers=me(issuer, officer))

    shown = own.json()["items"]
    assert {row["person"] for row in shown} == {str(officer.id)}
    assert {(row["reader"].split("|")[1], *row["reader_institutions"]) for row in shown} == {
        ("humas", officer.institution)
    }
    assert read.status_code == 200, read.text
    assert read.headers["Request-Id"] in {row["request_id"] for row in shown}
    document = await exported(client, issuer, officer)
    assert document["parts"][0]["name"] == "Siti Uji"
    assert len(tables(document["parts"][0])["accesses"]) == len(shown) > 0
    theirs = await client.get("/v1/me/accesses", headers=me(issuer, other))
    assert str(officer.id) not in theirs.text


async def test_reading_ones_own_rows_leaves_no_trace(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    for path in ("/v1/me", "/v1/me/badges", "/v1/me/export"):
        await client.get(path, headers=me(issuer, officer))

    own = await client.get("/v1/me/accesses", headers=me(issuer, officer))

    assert own.json() == {"items": [], "next": None}


async def test_a_token_of_nobody_gets_no_document(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    headers = issuer.headers("registry.me", subject=f"nobody-{uuid4()}")

    answer = await client.get("/v1/me/export", headers=headers)

    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-enrolled")

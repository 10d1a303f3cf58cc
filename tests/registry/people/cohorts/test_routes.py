"""Cohorts over HTTP, on real PostgreSQL."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from registry.people.institutions.rules import Kind
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given

SCOPE = "registry.cohorts.write registry.officers.read"
TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    """An institution no other test knows."""
    return await given.an_institution(sessions)


async def opened(
    client: httpx.AsyncClient, issuer: TestIssuer, acting: str, **changes: Any
) -> httpx.Response:
    order = {
        "name": "CPNS 2026",
        "institution": acting,
        "starts_on": "2026-11-01",
        "expires_on": TOMORROW.isoformat(),
    }
    headers = issuer.headers(SCOPE, [acting])
    return await client.post("/v1/cohorts", json=order | changes, headers=headers)


async def test_a_cohort_opens_for_the_callers_institution(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    answer = await opened(client, issuer, institution)

    assert answer.status_code == 201
    headers = issuer.headers(SCOPE, [institution])
    read = await client.get(answer.headers["Location"], headers=headers)
    assert read.json() == answer.json()


async def test_a_cohort_of_another_institution_cannot_be_opened(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    answer = await opened(client, issuer, institution, institution="klpd:K65")

    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/institution-not-yours"


async def test_a_cohort_of_another_institution_is_not_seen(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    location = (await opened(client, issuer, institution)).headers["Location"]

    answer = await client.get(location, headers=issuer.headers(SCOPE, ["klpd:K65"]))

    assert answer.status_code == 404


async def test_police_cannot_open_a_cohort(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    police = await given.an_institution(sessions, Kind.POLRI)

    answer = await opened(client, issuer, police)

    assert answer.json()["type"] == "/problems/institution-has-no-officers"


@pytest.mark.parametrize("name", ["CPNS\uffff", "CPNS \u202e", "CPNS 19780101–200501–1–001"])
async def test_the_name_of_a_cohort_is_a_text_for_the_public(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, name: str
) -> None:
    answer = await opened(client, issuer, institution, name=name)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "#/name"
    assert "19780101" not in answer.text


@pytest.mark.parametrize("expires_on", ["2026-10-31", "2026-01-01"])
async def test_a_cohort_that_expires_before_it_starts_is_refused(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, expires_on: str
) -> None:
    answer = await opened(client, issuer, institution, expires_on=expires_on)

    assert answer.json()["type"] == "/problems/cohort-dates-reversed"

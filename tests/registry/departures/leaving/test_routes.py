"""Withdrawing consent over HTTP, on real PostgreSQL."""

import httpx

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given


def me(issuer: TestIssuer, officer: given.Enrolled) -> dict[str, str]:
    """Headers of the officer."""
    return issuer.headers("registry.me", subject=officer.subject)


async def test_withdrawing_the_programme_ends_taking_part_at_once(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)

    answer = await client.delete("/v1/me/consents/programme", headers=me(issuer, officer))

    assert answer.status_code == 204
    record = await client.get("/v1/me", headers=me(issuer, officer))
    assert record.json()["state"] == "withdrawn"
    told = await given.events_about(sessions, str(officer.id))
    assert sorted(kind for kind, _ in told) == [
        "consent.withdrawn.v1",
        "consent.withdrawn.v1",
        "officer.left.v1",
    ]


async def test_withdrawing_the_analysis_leaves_the_officer_in_the_programme(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)

    await client.delete("/v1/me/consents/audience_analysis", headers=me(issuer, officer))

    assert (await client.get("/v1/me", headers=me(issuer, officer))).json()["state"] == "active"
    live = await client.get("/v1/me/consents", headers=me(issuer, officer))
    assert [item["purpose"] for item in live.json()["items"]] == ["programme"]


async def test_a_consent_withdrawn_twice_is_404(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    url = "/v1/me/consents/audience_analysis"
    await client.delete(url, headers=me(issuer, officer))

    again = await client.delete(url, headers=me(issuer, officer))

    assert again.json()["type"] == "/problems/consent-not-given"


async def test_one_officer_cannot_withdraw_for_another(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    mine, other = await given.an_officer(sessions), await given.an_officer(sessions)

    await client.delete("/v1/me/consents/programme", headers=me(issuer, mine))

    assert (await client.get("/v1/me", headers=me(issuer, other))).json()["state"] == "active"

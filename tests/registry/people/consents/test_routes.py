"""Consents over HTTP, on real PostgreSQL."""

import httpx

from registry.people.consents.rules import Purpose
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given


def me(issuer: TestIssuer, officer: given.Enrolled) -> dict[str, str]:
    """Headers of the officer."""
    return issuer.headers("registry.me", subject=officer.subject)


async def test_pledge_and_consent_texts_are_public_in_both_languages(
    client: httpx.AsyncClient,
) -> None:
    pledge = (await client.get("/v1/pledge")).json()
    consents = (await client.get("/v1/consents")).json()

    assert pledge["text_id"] != pledge["text_en"]
    assert [item["purpose"] for item in consents["items"]] == list(Purpose)


async def test_a_withdrawn_consent_can_be_given_again(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions, consents=(Purpose.PROGRAMME,))
    order = {"purpose": "audience_analysis", "text_version": "2026-1", "language": "en"}

    answer = await client.post("/v1/me/consents", json=order, headers=me(issuer, officer))

    assert answer.status_code == 201
    given_now = {item["purpose"]: item["language"] for item in answer.json()["items"]}
    assert given_now == {"audience_analysis": "en", "programme": "id"}

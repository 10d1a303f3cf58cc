"""Verdicts over HTTP, against real PostgreSQL."""

from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from shared.calendar import IsoWeek
from shared.clock import moment_of_request
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification import given
from verification.runs import jobs


@pytest.fixture(autouse=True)
def it_is_sunday(app: FastAPI) -> None:
    app.dependency_overrides[moment_of_request] = lambda: given.SUNDAY


@pytest.fixture
async def account(client: AsyncClient, sessions: Sessions, issuer: TestIssuer) -> UUID:
    """An account of ``siti`` in ``klpd:K65`` that a run has judged."""
    account_id = await given.observed_account(sessions, subject="siti")
    order = {"week": str(IsoWeek.of(given.WEEK))}
    headers = issuer.headers("verification.runs.write")
    run = (await client.post("/v1/runs", json=order, headers=headers)).json()
    await jobs.assess_week(sessions, {"run_id": run["id"]}, batch=100)
    return account_id


async def test_a_reviewer_of_another_institution_reads_the_verdict_with_reasons_and_numbers(
    client: AsyncClient, issuer: TestIssuer, account: UUID
) -> None:
    headers = issuer.headers("verification.review", ["klpd:K3"])
    answer = await client.get(f"/v1/accounts/{account}/eligibility", headers=headers)
    verdict = answer.json()
    assert answer.status_code == 200
    assert verdict["decision"] == "eligible"
    assert verdict["account_id"] == str(account)
    assert verdict["week"] == str(IsoWeek.of(given.WEEK))
    assert verdict["real_audience"] == {"low": 612, "high": 612}
    assert verdict["valid_until"] == "2027-02-21T17:00:00Z"
    assert {reason["code"] for reason in verdict["reasons"]} >= {"audience_meets_minimum"}
    assert len(verdict["input_sha256"]) == 64
    assert [step["code"] for step in verdict["next_steps"]] == ["nothing_to_do"]
    assert verdict["judged_again_at"] == "2026-11-29T20:00:00Z"


async def test_a_reviewer_of_the_same_institution_is_refused(
    client: AsyncClient, issuer: TestIssuer, account: UUID
) -> None:
    headers = issuer.headers("verification.review", ["klpd:K65"])
    answer = await client.get(f"/v1/accounts/{account}/eligibility", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/conflict-of-interest")


async def test_the_holder_reads_the_same_and_nobody_else_learns_that_it_exists(
    client: AsyncClient, issuer: TestIssuer, account: UUID
) -> None:
    url = f"/v1/me/accounts/{account}/eligibility"
    own = await client.get(url, headers=issuer.headers("verification.me", subject="siti"))
    other = await client.get(url, headers=issuer.headers("verification.me", subject="budi"))
    absent = await client.get(
        f"/v1/me/accounts/{uuid4()}/eligibility",
        headers=issuer.headers("verification.me", subject="budi"),
    )
    assert (own.status_code, own.json()["decision"]) == (200, "eligible")
    assert (other.status_code, absent.status_code) == (404, 404)
    assert other.json()["type"] == absent.json()["type"] == "/problems/account-unknown"


async def test_an_account_no_run_has_judged_says_so(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    fresh = await given.linked_account(sessions)
    headers = issuer.headers("verification.review", ["klpd:K3"])
    answer = await client.get(f"/v1/accounts/{fresh}/eligibility", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-yet-judged")


async def test_each_route_needs_its_own_scope(
    client: AsyncClient, issuer: TestIssuer, account: UUID
) -> None:
    for path, scope in (("", "verification.me"), ("/me", "verification.review")):
        url = f"/v1{path}/accounts/{account}/eligibility"
        answer = await client.get(url, headers=issuer.headers(scope, subject="siti"))
        assert answer.status_code == 403

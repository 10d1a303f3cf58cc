"""Nobody reviews an own account, and nobody reviews from nowhere."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from httpx import AsyncClient

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging

REASON = {"reason": "Daftar hadir sudah diperiksa."}


@pytest.fixture
async def account(client: AsyncClient, sessions: Sessions) -> UUID:
    """An account of ``siti`` in ``klpd:K65``, with readings that no platform would give."""
    account_id = await given.linked_account(sessions, subject="siti")
    absurd = [
        r if at < 10 else replace(r, audience=(3, 1_990_000_000)[at % 2])
        for at, r in enumerate(given.calm_readings())
    ]
    await given.observed(sessions, account_id, absurd)
    await judging.judged(sessions, given.WEEK)
    return account_id


@pytest.fixture
async def url(sessions: Sessions, account: UUID) -> str:
    return f"/v1/findings/{await judging.finding_of(sessions, account)}"


def reviewer(issuer: TestIssuer, subject: str, institutions: list[str]) -> dict[str, str]:
    headers = issuer.headers("verification.me verification.review", institutions, subject=subject)
    return {**headers, "If-Match": '"1"'}


async def test_the_holder_neither_reads_nor_closes_the_own_finding_as_a_reviewer(
    client: AsyncClient, issuer: TestIssuer, url: str
) -> None:
    read = await client.get(url, headers=reviewer(issuer, "siti", ["klpd:K3"]))
    closing = await client.post(
        f"{url}/closure", json=REASON, headers=reviewer(issuer, "siti", ["klpd:K3"])
    )
    listed = await client.get("/v1/findings", headers=reviewer(issuer, "siti", ["klpd:K3"]))

    for answer in (read, closing):
        assert (answer.status_code, answer.json()["type"]) == (
            403,
            "/problems/conflict-of-interest",
        )
    assert url.rsplit("/", 1)[1] not in {item["id"] for item in listed.json()["items"]}


async def test_who_belongs_nowhere_reads_no_finding_no_desk_and_no_verdict(
    client: AsyncClient, issuer: TestIssuer, account: UUID, url: str
) -> None:
    for path in (url, "/v1/findings", "/v1/accounts", f"/v1/accounts/{account}/eligibility"):
        answer = await client.get(path, headers=reviewer(issuer, "rev", []))
        assert (answer.status_code, answer.json()["type"]) == (
            403,
            "/problems/reviewer-without-institution",
        )


async def test_sums_larger_than_any_count_are_read_by_everybody(
    client: AsyncClient, issuer: TestIssuer, account: UUID, url: str
) -> None:
    read = await client.get(url, headers=reviewer(issuer, "rev", ["klpd:K3"]))
    others = [
        await client.get(path, headers=reviewer(issuer, "rev", ["klpd:K3"]))
        for path in ("/v1/findings", "/v1/accounts", f"/v1/accounts/{account}/eligibility")
    ]
    own = [
        await client.get(f"/v1/me/accounts/{account}/{what}", headers=reviewer(issuer, "siti", []))
        for what in ("findings", "eligibility")
    ]
    closing = await client.post(
        f"{url}/closure", json=REASON, headers=reviewer(issuer, "rev", ["klpd:K3"])
    )

    assert read.json()["unexplained_gain"] > 1_000_000_000
    assert [a.status_code for a in (read, *others, *own, closing)] == [200] * 7


async def test_losses_larger_than_any_count_are_kept(
    sessions: Sessions, client: AsyncClient, account: UUID
) -> None:
    finding = await judging.finding_of(sessions, account)
    change = "update findings set lost_again = 4300000000 where id = :id returning lost_again"
    (kept,) = await judging.rows_of(sessions, change, id=finding)
    await judging.judged(sessions, given.WEEK + timedelta(weeks=1))

    assert kept.lost_again == 4_300_000_000
    assert (await judging.verdict_of(sessions, account))["decision"] == "review"


async def test_a_flag_from_before_there_were_findings_opens_one_with_the_next_run(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    forget = "delete from findings where account_id = :id returning 1"
    assert len(await judging.rows_of(sessions, forget, id=account)) == 1
    await judging.judged(sessions, given.WEEK + timedelta(weeks=1))

    verdict = await judging.verdict_of(sessions, account)
    assert verdict["decision"] == "review"
    assert verdict["reasons"]["finding_open"] == {"since": "2026-W48", "weeks": 1}

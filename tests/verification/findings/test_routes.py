"""Findings over HTTP: who sees them, and who may close them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient, Response

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging

REASON = {"reason": "Pelatihan dengan 280 peserta; daftar hadir sudah diperiksa."}
ELSEWHERE = ["klpd:K3"]


@pytest.fixture
async def account(client: AsyncClient, sessions: Sessions) -> UUID:
    """An account of ``siti`` in ``klpd:K65`` with an open finding."""
    account_id = await given.linked_account(sessions, subject="siti")
    await given.observed(sessions, account_id, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    return account_id


@pytest.fixture
async def finding(sessions: Sessions, account: UUID) -> UUID:
    return await judging.finding_of(sessions, account)


def reviewer(issuer: TestIssuer, institutions: list[str] | None = None) -> dict[str, str]:
    """A reviewer's headers, with a new idempotency key."""
    return issuer.headers("verification.review", institutions or ELSEWHERE, subject="rev")


async def closed(
    client: AsyncClient,
    finding: UUID,
    headers: dict[str, str],
    body: object = REASON,
    version: str = '"1"',
) -> Response:
    return await client.post(
        f"/v1/findings/{finding}/closure", json=body, headers={**headers, "If-Match": version}
    )


async def listed(
    client: AsyncClient, issuer: TestIssuer, institutions: list[str], **asked: Any
) -> set[str]:
    """Ids on all pages."""
    found: set[str] = set()
    cursor: str | None = None
    while True:
        query = {**asked, "limit": 2, **({"cursor": cursor} if cursor else {})}
        headers = reviewer(issuer, institutions)
        answer = await client.get("/v1/findings", params=query, headers=headers)
        assert answer.status_code == 200, answer.text
        found |= {item["id"] for item in answer.json()["items"]}
        cursor = answer.json()["next"]
        if cursor is None:
            return found


async def test_a_reviewer_of_another_institution_reads_weeks_and_numbers(
    client: AsyncClient, issuer: TestIssuer, account: UUID, finding: UUID
) -> None:
    answer = await client.get(f"/v1/findings/{finding}", headers=reviewer(issuer))
    read = answer.json()

    assert answer.status_code == 200
    assert (read["id"], read["account_id"], read["state"]) == (str(finding), str(account), "open")
    assert (read["since"], read["weeks"]) == ("2026-W47", ["2026-W38"])
    assert 295 <= read["unexplained_gain"] <= 305
    assert read["p_value"] <= 0.01
    assert (read["policy"], read["model"]["name"]) == ("2019-11-25", "growth-judgement")
    assert (read["closed_at"], read["closing_reason"]) == (None, None)


async def test_a_reviewer_of_the_same_institution_is_refused_everything(
    client: AsyncClient, issuer: TestIssuer, finding: UUID
) -> None:
    own = reviewer(issuer, ["klpd:K3", "klpd:K65"])
    read = await client.get(f"/v1/findings/{finding}", headers=own)
    closing = await closed(client, finding, own)

    for answer in (read, closing):
        assert answer.status_code == 403
        assert answer.json()["type"] == "/problems/conflict-of-interest"
    assert str(finding) not in await listed(client, issuer, ["klpd:K65"])


async def test_a_reviewer_without_institution_closes_nothing(
    client: AsyncClient, issuer: TestIssuer, finding: UUID
) -> None:
    headers = issuer.headers("verification.review", [], subject="rev")
    answer = await closed(client, finding, headers)

    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/reviewer-without-institution"


async def test_a_person_closes_a_finding_with_a_reason_and_only_once(
    client: AsyncClient, issuer: TestIssuer, finding: UUID
) -> None:
    first = await closed(client, finding, reviewer(issuer))
    again = await closed(client, finding, reviewer(issuer))

    assert first.status_code == 200
    assert first.json()["state"] == "closed"
    assert first.json()["closing_reason"] == REASON["reason"]
    assert first.json()["closed_at"] is not None
    assert "rev" not in first.text.replace("reviewer", "")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/finding-already-closed")


async def test_the_same_closure_sent_twice_is_answered_twice_and_done_once(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, finding: UUID
) -> None:
    headers = reviewer(issuer)
    first, second = [await closed(client, finding, headers) for _ in range(2)]

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json() == second.json()
    told = "select * from events where type = 'finding.closed.v1' and subject = :id"
    assert len(await judging.rows_of(sessions, told, id=str(finding))) == 1


@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": "  "}, {"reason": "x" * 20_001}])
async def test_a_closure_needs_a_written_reason(
    client: AsyncClient, issuer: TestIssuer, finding: UUID, body: dict[str, str]
) -> None:
    answer = await closed(client, finding, reviewer(issuer), body)

    assert 400 <= answer.status_code < 500
    read = await client.get(f"/v1/findings/{finding}", headers=reviewer(issuer))
    assert read.json()["state"] == "open"


async def test_who_closed_it_is_kept_and_not_shown(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, finding: UUID
) -> None:
    await closed(client, finding, reviewer(issuer))
    read = await client.get(f"/v1/findings/{finding}", headers=reviewer(issuer))

    (row,) = await judging.rows_of(sessions, "select * from findings where id = :id", id=finding)
    assert row.closed_by.endswith("|rev")
    assert row.closed_by not in read.text


async def test_open_findings_are_listed_until_they_are_closed(
    client: AsyncClient, issuer: TestIssuer, finding: UUID
) -> None:
    before = await listed(client, issuer, ELSEWHERE)
    await closed(client, finding, reviewer(issuer))
    after = await listed(client, issuer, ELSEWHERE)
    looked_at = await listed(client, issuer, ELSEWHERE, state="closed")

    assert before - after == {str(finding)}
    assert str(finding) in looked_at


async def test_the_longest_open_finding_comes_first(
    client: AsyncClient, issuer: TestIssuer, finding: UUID
) -> None:
    answer = await client.get("/v1/findings", headers=reviewer(issuer))
    opened = [item["opened_at"] for item in answer.json()["items"]]

    assert opened == sorted(opened)
    assert opened


@pytest.mark.parametrize("cursor", ["xx", "WyJ4IiwieSJd"])
async def test_a_cursor_that_is_none_of_ours_is_refused(
    client: AsyncClient, issuer: TestIssuer, cursor: str
) -> None:
    answer = await client.get("/v1/findings", params={"cursor": cursor}, headers=reviewer(issuer))

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/cursor-unreadable")


async def test_the_holder_sees_what_waits_on_the_own_account_and_nobody_else_does(
    client: AsyncClient, issuer: TestIssuer, account: UUID, finding: UUID
) -> None:
    url = f"/v1/me/accounts/{account}/findings"
    own = await client.get(url, headers=issuer.headers("verification.me", subject="siti"))
    other = await client.get(url, headers=issuer.headers("verification.me", subject="budi"))
    await closed(client, finding, reviewer(issuer))
    after = await client.get(url, headers=issuer.headers("verification.me", subject="siti"))

    assert [item["id"] for item in own.json()["items"]] == [str(finding)]
    assert (other.status_code, other.json()["type"]) == (404, "/problems/account-unknown")
    assert after.json() == {"items": [], "next": None}


async def test_a_finding_on_an_account_no_longer_linked_is_not_there(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID, finding: UUID
) -> None:
    unlink = "update accounts set linked = false where id = :id returning 1"
    await judging.rows_of(sessions, unlink, id=account)
    read = await client.get(f"/v1/findings/{finding}", headers=reviewer(issuer))
    unknown = await client.get(f"/v1/findings/{uuid4()}", headers=reviewer(issuer))

    assert (read.status_code, unknown.status_code) == (404, 404)
    assert read.json()["type"] == unknown.json()["type"] == "/problems/finding-unknown"
    assert str(finding) not in await listed(client, issuer, ELSEWHERE)


async def test_each_operation_needs_its_own_scope(
    client: AsyncClient, issuer: TestIssuer, account: UUID, finding: UUID
) -> None:
    holder = issuer.headers("verification.me", ELSEWHERE, subject="siti")
    answers = [
        await client.get("/v1/findings", headers=holder),
        await client.get(f"/v1/findings/{finding}", headers=holder),
        await closed(client, finding, holder),
        await client.get(f"/v1/me/accounts/{account}/findings", headers=reviewer(issuer)),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]

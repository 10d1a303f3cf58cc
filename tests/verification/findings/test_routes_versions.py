"""Nobody closes what they have not read."""

from datetime import timedelta
from uuid import UUID

import pytest
from httpx import AsyncClient

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from verification.growth.rules.histories import Reading

REASON = {"reason": "Daftar hadir sudah diperiksa."}


@pytest.fixture
async def account(client: AsyncClient, sessions: Sessions) -> UUID:
    """An account with an open finding."""
    account_id = await given.linked_account(sessions, subject="siti")
    await given.observed(sessions, account_id, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    return account_id


@pytest.fixture
async def url(sessions: Sessions, account: UUID) -> str:
    return f"/v1/findings/{await judging.finding_of(sessions, account)}"


def reviewer(issuer: TestIssuer, **more: str) -> dict[str, str]:
    return {**issuer.headers("verification.review", ["klpd:K3"], subject="rev"), **more}


async def another_purchase(sessions: Sessions, account: UUID) -> None:
    last = given.bought_readings()[-1]
    week = Reading(last.week + timedelta(weeks=1), last.audience + 400, 45.0, 2)
    await given.observed(sessions, account, [week])
    await judging.judged(sessions, week.week)


async def test_a_finding_is_read_with_its_version_as_etag(
    client: AsyncClient, issuer: TestIssuer, url: str
) -> None:
    read = await client.get(url, headers=reviewer(issuer))
    listed = await client.get("/v1/findings", headers=reviewer(issuer))

    assert (read.headers["ETag"], read.json()["version"]) == ('"1"', 1)
    assert [item["version"] for item in listed.json()["items"] if url.endswith(item["id"])] == [1]


async def test_weeks_added_after_the_reading_are_not_closed_with_the_others(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID, url: str
) -> None:
    seen = await client.get(url, headers=reviewer(issuer))
    await another_purchase(sessions, account)
    named = {"If-Match": seen.headers["ETag"]}
    closing = await client.post(f"{url}/closure", json=REASON, headers=reviewer(issuer, **named))
    after = await client.get(url, headers=reviewer(issuer))

    assert (closing.status_code, closing.json()["type"]) == (412, "/problems/stale-version")
    assert (after.json()["state"], after.json()["version"]) == ("open", 2)
    assert after.headers["ETag"] == '"2"'


async def test_the_version_that_was_read_is_closed(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, account: UUID, url: str
) -> None:
    await another_purchase(sessions, account)
    seen = await client.get(url, headers=reviewer(issuer))
    named = {"If-Match": seen.headers["ETag"]}
    closing = await client.post(f"{url}/closure", json=REASON, headers=reviewer(issuer, **named))

    assert (closing.status_code, closing.json()["version"]) == (200, 3)


async def test_a_closure_without_a_version_is_refused(
    client: AsyncClient, issuer: TestIssuer, url: str
) -> None:
    closing = await client.post(f"{url}/closure", json=REASON, headers=reviewer(issuer))

    assert (closing.status_code, closing.json()["type"]) == (428, "/problems/if-match-absent")


async def test_a_run_that_adds_no_week_leaves_the_version(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer, url: str
) -> None:
    await judging.judged(sessions, given.WEEK + timedelta(weeks=1))
    read = await client.get(url, headers=reviewer(issuer))

    assert read.headers["ETag"] == '"1"'

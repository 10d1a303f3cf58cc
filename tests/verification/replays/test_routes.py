"""A verdict's record: for whom it is, and that the same verdict comes out of it again."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from verification.accounts import service as accounts
from verification.replays.commands import run


@pytest.fixture
def reviewer(issuer: TestIssuer) -> dict[str, str]:
    return issuer.headers("verification.review", ["klpd:K3"], subject="rev")


@pytest.fixture
async def account(client: AsyncClient, sessions: Sessions) -> UUID:
    """A judged account of ``siti`` in ``klpd:K65`` with a bought burst."""
    account_id = await given.linked_account(sessions, subject="siti")
    await given.observed(sessions, account_id, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    return account_id


async def assessment_of(client: AsyncClient, account: UUID, headers: dict[str, str]) -> str:
    answer = await client.get(f"/v1/accounts/{account}/eligibility", headers=headers)
    return str(answer.json()["assessment_id"])


async def record_of(client: AsyncClient, account: UUID, headers: dict[str, str]) -> dict[str, Any]:
    assessment = await assessment_of(client, account, headers)
    answer = await client.get(f"/v1/assessments/{assessment}/record", headers=headers)
    assert answer.status_code == 200, answer.text
    record: dict[str, Any] = answer.json()
    return record


async def test_a_stored_verdict_is_made_again_byte_for_byte(
    client: AsyncClient,
    account: UUID,
    reviewer: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = await record_of(client, account, reviewer)
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record))

    assert run([str(path)]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made == record["document"]
    assert (made["decision"], made["id"]) == ("review", str(account))


async def test_a_verdict_that_remembers_is_made_again_too(
    client: AsyncClient, sessions: Sessions, account: UUID, reviewer: dict[str, str], tmp_path: Path
) -> None:
    finding = await judging.finding_of(sessions, account)
    await judging.looked_at(sessions, finding, judging.noon_after(given.WEEK))
    await judging.judged(sessions, given.WEEK)
    record = await record_of(client, account, reviewer)
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record))

    assert record["inputs"]["memory"]["looked_at"]
    assert record["document"]["decision"] == "eligible"
    assert run([str(path)]) == 0


async def test_the_holder_reads_the_record_of_an_own_account(
    client: AsyncClient, issuer: TestIssuer, account: UUID, reviewer: dict[str, str]
) -> None:
    assessment = await assessment_of(client, account, reviewer)
    path = f"/v1/me/assessments/{assessment}/record"
    own = await client.get(path, headers=issuer.headers("verification.me", subject="siti"))
    other = await client.get(path, headers=issuer.headers("verification.me", subject="budi"))
    assert own.json() == await record_of(client, account, reviewer)
    assert (other.status_code, other.json()["type"]) == (404, "/problems/assessment-unknown")


async def test_a_reviewer_of_the_same_institution_is_refused(
    client: AsyncClient, issuer: TestIssuer, account: UUID, reviewer: dict[str, str]
) -> None:
    assessment = await assessment_of(client, account, reviewer)
    colleague = issuer.headers("verification.review", ["klpd:K65"])
    answer = await client.get(f"/v1/assessments/{assessment}/record", headers=colleague)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/conflict-of-interest")


async def test_nobody_has_a_verdict_of_another_run(
    client: AsyncClient, account: UUID, reviewer: dict[str, str]
) -> None:
    answer = await client.get(f"/v1/assessments/{uuid4()}.{account}/record", headers=reviewer)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/assessment-unknown")


async def test_a_verdict_older_than_records_stays_readable(
    client: AsyncClient, sessions: Sessions, account: UUID, reviewer: dict[str, str]
) -> None:
    assessment = await assessment_of(client, account, reviewer)
    forget = "update assessments set inputs = null where account_id = :id returning 1"
    await judging.rows_of(sessions, forget, id=account)
    answer = await client.get(f"/v1/assessments/{assessment}/record", headers=reviewer)
    verdict = await client.get(f"/v1/accounts/{account}/eligibility", headers=reviewer)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/record-not-kept")
    assert verdict.status_code == 200


async def test_the_records_of_an_erased_person_are_gone(
    client: AsyncClient, sessions: Sessions, account: UUID, reviewer: dict[str, str]
) -> None:
    assessment = await assessment_of(client, account, reviewer)
    whose = "select officer_id from accounts where id = :id"
    (row,) = await judging.rows_of(sessions, whose, id=account)
    async with system_transaction(sessions) as session:
        await accounts.erase_holder(session, row.officer_id, [account], given.SUNDAY)
    answer = await client.get(f"/v1/assessments/{assessment}/record", headers=reviewer)
    left = "select 1 from assessments where account_id = :id"
    assert answer.status_code == 404
    assert await judging.rows_of(sessions, left, id=account) == []

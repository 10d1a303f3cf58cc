"""What is held of a person here, for the export; and who saw it, for the person."""

from uuid import UUID, uuid4

from httpx import AsyncClient

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging

REVIEW = "verification.review"


async def holder_of(sessions: Sessions, account: UUID) -> UUID:
    [row] = await judging.rows_of(sessions, "select * from accounts where id = :id", id=account)
    return UUID(str(row.officer_id))


async def test_the_record_has_readings_verdicts_and_findings(
    client: AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    officer = await holder_of(sessions, account)

    answer = await client.get(
        f"/v1/officers/{officer}/record", headers=issuer.headers("records.read")
    )

    held = {each["table"]: each["rows"] for each in answer.json()["holds"]}
    assert answer.json()["service"] == "verification"
    assert (len(held["observations"]), len(held["assessments"]), len(held["findings"])) == (
        26,
        1,
        1,
    )
    assert held["assessments"][0]["document"]["reasons"]
    assert "closed_by" not in held["findings"][0]


async def test_of_somebody_never_heard_of_every_table_is_empty(
    client: AsyncClient, issuer: TestIssuer
) -> None:
    answer = await client.get(
        f"/v1/officers/{uuid4()}/record", headers=issuer.headers("records.read")
    )

    assert answer.status_code == 200
    assert {len(each["rows"]) for each in answer.json()["holds"]} == {0}


async def test_each_way_a_reviewer_sees_an_account_is_told_to_its_holder(
    client: AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    subject = f"asn-{uuid4()}"
    account = await given.linked_account(sessions, subject=subject)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    reviewer = issuer.headers(REVIEW, ["klpd:K3"], subject="reviewer")
    listed = (await client.get("/v1/findings?limit=100", headers=reviewer)).json()["items"]
    [finding] = [row["id"] for row in listed if row["account_id"] == str(account)]
    for path in (
        f"/v1/findings/{finding}",
        f"/v1/accounts/{account}/eligibility",
        "/v1/accounts?limit=100",
    ):
        assert (await client.get(path, headers=reviewer)).status_code == 200

    own = await client.get(
        "/v1/me/accesses", headers=issuer.headers("verification.me", subject=subject)
    )

    seen = [row["seen"] for row in own.json()["items"]]
    assert seen == ["findings", "finding", "eligibility", "accounts"]
    assert {row["reader"].split("|")[1] for row in own.json()["items"]} == {"reviewer"}

"""What this service holds of a person, for the registry's export."""

import httpx

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.content import given


async def test_the_record_has_officer_account_and_badge_and_nobody_elses(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    where = await given.institution(sessions)
    mine, other = [await given.officer(sessions, issuer, where) for _ in range(2)]

    answer = await client.get(
        f"/v1/officers/{mine.officer_id}/record", headers=issuer.headers("records.read")
    )

    held = {each["table"]: each["rows"] for each in answer.json()["holds"]}
    assert [row["id"] for row in held["badges"]] == [str(mine.badge_id)]
    assert [row["principal"].split("|")[1] for row in held["officers"]] == [mine.subject]
    assert str(other.account_id) not in answer.text


async def test_only_the_registry_may_gather_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    one = await given.officer(sessions, issuer, await given.institution(sessions))

    refused = await client.get(f"/v1/officers/{one.officer_id}/record", headers=one.headers(issuer))

    assert refused.status_code == 403


async def test_nobody_of_the_staff_sees_a_person_here(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    one = await given.officer(sessions, issuer, await given.institution(sessions))

    own = await client.get("/v1/me/accesses", headers=one.headers(issuer))

    assert own.json() == {"items": [], "next": None}

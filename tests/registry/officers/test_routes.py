"""Enrolment and officers over HTTP, on real PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import func, select, text

from registry.cohorts.tables import Invitation
from registry.consents.tables import Consent, Pledge
from registry.officers.tables import Officer, OfficerNumber
from shared.database import RowScope, Sessions, system_transaction, transaction
from shared.testing.tokens import ISSUER, TestIssuer
from tests.registry import given

HR = "registry.officers.read registry.officers.write"
AGREED = {
    "pledge_version": "2026-1",
    "consents": ["programme", "audience_analysis"],
    "consent_text_version": "2026-1",
    "language": "id",
}


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    """An institution no other test knows."""
    return await given.an_institution(sessions)


async def invitation(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, number: str
) -> str:
    """The enrolment code of an open invitation."""
    headers = issuer.headers("registry.cohorts.write", [institution])
    order = {
        "name": "CPNS 2026",
        "institution": institution,
        "starts_on": "2026-11-01",
        "expires_on": (datetime.now(UTC) + timedelta(days=30)).date().isoformat(),
    }
    location = (await client.post("/v1/cohorts", json=order, headers=headers)).headers["Location"]
    people = {"people": [{"number": number, "category": "PNS"}]}
    fresh = issuer.headers("registry.cohorts.write", [institution])
    answer = await client.post(f"{location}/invitations", json=people, headers=fresh)
    return str(answer.json()["invited"][0]["enrolment_code"])


async def enrolled(
    client: httpx.AsyncClient, issuer: TestIssuer, subject: str, **order: Any
) -> httpx.Response:
    headers = issuer.headers("registry.me", subject=subject)
    return await client.post("/v1/me/enrolment", json=AGREED | order, headers=headers)


async def provisioned(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, number: str
) -> httpx.Response:
    order = {"institution": institution, "category": "PNS", "number": number}
    headers = issuer.headers(HR, [institution])
    return await client.post("/v1/officers", json=order, headers=headers)


async def test_code_and_number_together_enrol(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    code = await invitation(client, issuer, institution, number)

    answer = await enrolled(client, issuer, subject, enrolment_code=code, number=number)

    assert answer.status_code == 201
    assert answer.json()["state"] == "active"
    assert number not in answer.text
    me = await client.get("/v1/me", headers=issuer.headers("registry.me", subject=subject))
    assert me.json() == answer.json()


async def test_enrolment_keeps_pledge_and_consents_and_deletes_the_invitation(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number = given.a_nip()
    code = await invitation(client, issuer, institution, number)

    await enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)

    async with system_transaction(sessions) as session:
        kept = [
            await session.scalar(
                select(func.count()).select_from(table).where(table.institution == institution)
            )
            for table in (Pledge, Consent, Invitation)
        ]
    assert kept == [1, 2, 0]


async def test_enrolment_is_told_to_the_services_only(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    code = await invitation(client, issuer, institution, number)
    answer = await enrolled(client, issuer, subject, enrolment_code=code, number=number)

    told = await given.events_about(sessions, answer.json()["id"])

    facts = {
        "officer_id": answer.json()["id"],
        "institution": institution,
        "issuer": ISSUER,
        "subject": subject,
    }
    assert told == [("officer.enrolled.v1", facts)]


async def test_five_wrong_numbers_lock_the_invitation(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    code = await invitation(client, issuer, institution, number)

    wrong = [
        await enrolled(client, issuer, subject, enrolment_code=code, number=given.a_nip())
        for _ in range(5)
    ]
    right = await enrolled(client, issuer, subject, enrolment_code=code, number=number)

    assert [answer.json()["tries_left"] for answer in wrong] == [4, 3, 2, 1, 0]
    assert {answer.status_code for answer in wrong} == {409}
    assert right.json()["type"] == "/problems/invitation-locked"


async def test_a_malformed_number_is_no_wrong_try_and_hears_its_reason(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    code = await invitation(client, issuer, institution, number)

    answer = await enrolled(
        client, issuer, str(uuid4()), enrolment_code=code, number="198704152010012000"
    )

    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"pointer": "#/number", "code": "sequence_zero"}]
    assert "198704152010012000" not in answer.text


async def test_a_wrong_or_used_code_is_unknown(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    code = await invitation(client, issuer, institution, number)
    await enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)

    used = await enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)
    wrong = await enrolled(
        client, issuer, str(uuid4()), enrolment_code="0000-0000-0000", number=number
    )

    assert used.json()["type"] == wrong.json()["type"] == "/problems/invitation-unknown"


async def test_a_token_of_another_institution_cannot_use_the_code(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    code = await invitation(client, issuer, institution, number)
    headers = issuer.headers("registry.me", ["klpd:K65"], str(uuid4()))

    order = AGREED | {"enrolment_code": code, "number": number}
    answer = await client.post("/v1/me/enrolment", json=order, headers=headers)

    assert answer.status_code == 404


async def test_nobody_takes_part_without_consent_to_the_programme(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    code = await invitation(client, issuer, institution, number)
    without = {"consents": ["audience_analysis"], "enrolment_code": code, "number": number}

    answer = await enrolled(client, issuer, str(uuid4()), **without)

    assert answer.json()["type"] == "/problems/programme-consent-missing"


@pytest.mark.parametrize("text", ["pledge_version", "consent_text_version"])
async def test_an_outdated_text_is_refused_and_nothing_is_kept(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, text: str
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    code = await invitation(client, issuer, institution, number)
    order = {"enrolment_code": code, "number": number}

    outdated = await enrolled(client, issuer, subject, **order, **{text: "2019-1"})
    again = await enrolled(client, issuer, subject, **order)

    assert outdated.json()["type"] == "/problems/wording-outdated"
    assert again.status_code == 201


async def test_one_token_is_one_officer(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    subject, first, second = str(uuid4()), given.a_nip(), given.a_nip()
    for number in (first, second):
        code = await invitation(client, issuer, institution, number)
        answer = await enrolled(client, issuer, subject, enrolment_code=code, number=number)

    assert answer.json()["type"] == "/problems/already-enrolled"


async def test_a_number_enrolled_elsewhere_is_registered_already(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, another = given.a_nip(), await given.an_institution(sessions)
    first = await invitation(client, issuer, institution, number)
    second = await invitation(client, issuer, another, number)
    await enrolled(client, issuer, str(uuid4()), enrolment_code=first, number=number)

    answer = await enrolled(client, issuer, str(uuid4()), enrolment_code=second, number=number)

    assert answer.json()["type"] == "/problems/number-already-registered"


async def test_who_left_may_come_back_with_the_same_number_and_token(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    first = await invitation(client, issuer, institution, number)
    left = await enrolled(client, issuer, subject, enrolment_code=first, number=number)
    headers = issuer.headers("registry.me", subject=subject)
    await client.delete("/v1/me/consents/programme", headers=headers)

    second = await invitation(client, issuer, institution, number)
    back = await enrolled(client, issuer, subject, enrolment_code=second, number=number)

    assert back.status_code == 201
    assert back.json()["id"] != left.json()["id"]


async def test_twenty_acceptances_of_one_code_at_once_enrol_one_person(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    code = await invitation(client, issuer, institution, number)

    answers = await asyncio.gather(
        *(
            enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)
            for _ in range(20)
        )
    )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [201, *[404] * 19]


async def test_hr_provisions_and_the_invitation_activates_the_same_officer(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    known = (await provisioned(client, issuer, institution, number)).json()
    code = await invitation(client, issuer, institution, number)

    answer = await enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)

    assert known["state"] == "provisioned"
    assert (answer.json()["id"], answer.json()["state"]) == (known["id"], "active")


async def test_a_number_is_provisioned_once(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, another = given.a_nip(), await given.an_institution(sessions)
    await provisioned(client, issuer, institution, number)

    answer = await provisioned(client, issuer, another, number)

    assert answer.status_code == 409
    assert number not in answer.text


async def test_hr_lists_its_own_officers_and_never_their_numbers(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    numbers = [given.a_nip() for _ in range(3)]
    known = [(await provisioned(client, issuer, institution, n)).json()["id"] for n in numbers]

    headers = issuer.headers(HR, [institution])
    first = await client.get("/v1/officers", params={"limit": 2}, headers=headers)
    query = {"limit": 2, "cursor": first.json()["next"]}
    second = await client.get("/v1/officers", params=query, headers=headers)

    listed = [item["id"] for page in (first, second) for item in page.json()["items"]]
    assert listed == known
    assert 'rel="next"' in first.headers["Link"]
    assert not any(number in first.text + second.text for number in numbers)


async def test_an_officer_of_another_institution_is_404(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    location = (await provisioned(client, issuer, institution, given.a_nip())).headers["Location"]

    own = await client.get(location, headers=issuer.headers(HR, [institution]))
    other = await client.get(location, headers=issuer.headers(HR, ["klpd:K65"]))

    assert (own.status_code, other.status_code) == (200, 404)


async def test_a_token_of_nobody_is_not_enrolled(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await client.get("/v1/me", headers=issuer.headers("registry.me", subject="nobody"))

    assert answer.json()["type"] == "/problems/not-enrolled"


async def test_a_stored_number_is_unreadable_without_the_keys(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number = given.a_nip()
    officer_id = UUID((await provisioned(client, issuer, institution, number)).json()["id"])

    async with system_transaction(sessions) as session:
        statement = select(OfficerNumber).where(OfficerNumber.officer_id == officer_id)
        row = (await session.scalars(statement)).one()

    assert number.encode() not in bytes(row.sealed) + bytes(row.fingerprint)


@pytest.mark.parametrize("table", ["officers", "officer_numbers"])
async def test_the_database_itself_hides_other_institutions(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    institution: str,
    sessions: Sessions,
    table: str,
) -> None:
    await provisioned(client, issuer, institution, given.a_nip())
    count = text(f"select count(*) from {table}")

    async with transaction(sessions, RowScope(frozenset({institution}))) as session:
        own = await session.scalar(count)
    async with transaction(sessions, RowScope(frozenset({"klpd:K65"}))) as session:
        other = await session.scalar(count)
    async with transaction(sessions, RowScope(frozenset())) as session:
        none = await session.scalar(count)

    assert (own, other, none) == (1, 0, 0)


async def test_the_database_shows_a_person_nothing_but_the_own_row(sessions: Sessions) -> None:
    me, _ = await given.an_officer(sessions), await given.an_officer(sessions)

    async with transaction(sessions, RowScope(frozenset(), me.principal)) as session:
        seen = list(await session.scalars(select(Officer.id)))

    assert seen == [me.id]

"""Officers over HTTP, on real PostgreSQL."""

from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, text

from registry.people.officers.tables import Officer, OfficerNumber
from shared.database import RowScope, Sessions, system_transaction, transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.people.acts import HR, enrolled, invitation, provisioned


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    """An institution no other test knows."""
    return await given.an_institution(sessions)


def told(answer: httpx.Response) -> dict[str, object]:
    """All but what is drawn by lot."""
    return {name: value for name, value in answer.json().items() if name != "id"}


async def test_provisioning_answers_alike_whatever_is_known_of_the_number(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    another = await given.an_institution(sessions)
    unknown, theirs, enrolled_here, enrolled_there, left = [given.a_nip() for _ in range(5)]
    await provisioned(client, issuer, another, theirs)
    for where, number in ((institution, enrolled_here), (another, enrolled_there)):
        code = await invitation(client, issuer, where, number)
        await enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)
    code, leaver = await invitation(client, issuer, another, left), str(uuid4())
    await enrolled(client, issuer, leaver, enrolment_code=code, number=left)
    me = issuer.headers("registry.me", subject=leaver)
    await client.delete("/v1/me/consents/programme", headers=me)

    answers = [
        await provisioned(client, issuer, institution, number)
        for number in (unknown, theirs, enrolled_here, enrolled_there, left)
    ]
    again = await provisioned(client, issuer, institution, theirs)

    assert {answer.status_code for answer in answers} == {201}
    assert [told(answer) for answer in answers] == [told(answers[0])] * 5
    assert again.json()["type"] == "/problems/number-already-provisioned"
    assert theirs not in again.text


async def test_a_name_given_later_appears_and_disappears_when_it_is_taken_back(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    me = issuer.headers("registry.me", subject=officer.subject)
    agreed = {"purpose": "institution_name", "text_version": "2026-1", "name": "Sri Contoh"}

    async def listed() -> list[object]:
        headers = issuer.headers(HR, [officer.institution])
        answer = await client.get("/v1/officers", headers=headers)
        return [(item["id"], item["state"], item["name"]) for item in answer.json()["items"]]

    before = await listed()
    await client.post("/v1/me/consents", json=agreed, headers=me)
    shown = await listed()
    await client.delete("/v1/me/consents/institution_name", headers=me)

    assert (before, await listed()) == ([], [])
    assert shown == [(str(officer.id), "active", "Sri Contoh")]
    assert (await client.get("/v1/me", headers=me)).json()["name"] is None


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
    assert listed == sorted(known)
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

"""Enrolment and what is known elsewhere: HR's notes, other institutions, the name one shows."""

from uuid import uuid4

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.people.acts import HR, enrolled, invitation, provisioned


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    """An institution no other test knows."""
    return await given.an_institution(sessions)


async def test_a_number_enrolled_elsewhere_is_registered_already(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, another = given.a_nip(), await given.an_institution(sessions)
    first = await invitation(client, issuer, institution, number)
    second = await invitation(client, issuer, another, number)
    await enrolled(client, issuer, str(uuid4()), enrolment_code=first, number=number)

    answer = await enrolled(client, issuer, str(uuid4()), enrolment_code=second, number=number)

    assert answer.json()["type"] == "/problems/number-already-registered"


async def test_whom_hr_wrote_down_enrols_as_somebody_hr_does_not_know(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, another = given.a_nip(), await given.an_institution(sessions)
    known = [
        (await provisioned(client, issuer, where, number)).json()
        for where in (institution, another)
    ]
    code = await invitation(client, issuer, institution, number)

    answer = await enrolled(client, issuer, str(uuid4()), enrolment_code=code, number=number)

    assert answer.status_code == 201
    assert answer.json()["id"] not in [each["id"] for each in known]
    for record in known:
        headers = issuer.headers(HR, [record["institution"]])
        seen = await client.get(f"/v1/officers/{record['id']}", headers=headers)
        assert seen.json() == record


async def test_moving_is_leaving_there_and_accepting_here(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    another = await given.an_institution(sessions)
    here = await invitation(client, issuer, institution, number)
    there = await invitation(client, issuer, another, number)
    await enrolled(client, issuer, subject, enrolment_code=here, number=number)

    early = await enrolled(client, issuer, subject, enrolment_code=there, number=number)
    headers = issuer.headers("registry.me", subject=subject)
    await client.delete("/v1/me/consents/programme", headers=headers)
    moved = await enrolled(client, issuer, subject, enrolment_code=there, number=number)

    assert early.json()["type"] == "/problems/already-enrolled"
    assert (moved.status_code, moved.json()["institution"]) == (201, another)


async def test_a_name_given_at_enrolment_is_ones_own_to_read(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    code = await invitation(client, issuer, institution, number)
    order = {
        "enrolment_code": code,
        "number": number,
        "name": "Sri Contoh",
        "consents": ["programme", "audience_analysis", "institution_name"],
    }

    answer = await enrolled(client, issuer, subject, **order)

    assert answer.json()["name"] == "Sri Contoh"
    me = await client.get("/v1/me", headers=issuer.headers("registry.me", subject=subject))
    assert me.json() == answer.json()


@pytest.mark.parametrize("name", ["", "198704152010012903", "Sri 3", "Sri ٣", "x" * 101])
async def test_what_is_no_name_is_refused_and_not_repeated(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, name: str
) -> None:
    order = {"enrolment_code": "0000-0000-0000", "number": given.a_nip(), "name": name}

    answer = await enrolled(client, issuer, str(uuid4()), **order)

    assert answer.json()["type"] == "/problems/request-invalid"
    assert not name or name not in answer.text

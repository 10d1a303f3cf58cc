"""Enrolment over HTTP, on real PostgreSQL."""

import asyncio
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select

from registry.people.consents.tables import Consent, Pledge
from registry.people.invitations.tables import Invitation
from shared.database import Sessions, system_transaction
from shared.testing.tokens import ISSUER, TestIssuer
from tests.registry import given
from tests.registry.people.acts import AGREED, enrolled, invitation


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    """An institution no other test knows."""
    return await given.an_institution(sessions)


def problem_of(answer: httpx.Response) -> dict[str, object]:
    """What a problem says, without the name of the request."""
    return {name: value for name, value in answer.json().items() if name != "instance"}


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


async def test_enrolment_keeps_pledge_and_consents_and_marks_no_invitation(
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
    assert kept == [1, 2, 1]


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
    assert answer.json()["errors"] == [
        {
            "pointer": "#/number",
            "code": "sequence_zero",
            "detail": "Tiga angka terakhir dimulai dari 001.",
        }
    ]
    assert "198704152010012000" not in answer.text


async def test_a_wrong_code_is_unknown(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    wrong = await enrolled(
        client, issuer, str(uuid4()), enrolment_code="0000-0000-0000", number=given.a_nip()
    )

    assert wrong.json()["type"] == "/problems/invitation-unknown"


async def test_who_takes_part_hears_so_alone_and_nothing_changes(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number, subject = given.a_nip(), str(uuid4())
    code = await invitation(client, issuer, institution, number)
    order = {"enrolment_code": code, "number": number}
    first = await enrolled(client, issuer, subject, **order)

    again = await enrolled(client, issuer, subject, **order)
    other_login = await enrolled(client, issuer, str(uuid4()), **order)

    assert again.json()["type"] == "/problems/already-enrolled"
    assert other_login.json()["type"] == "/problems/number-already-registered"
    me = await client.get("/v1/me", headers=issuer.headers("registry.me", subject=subject))
    assert me.json() == first.json()


async def test_a_code_in_strange_hands_does_not_tell_whether_it_was_used(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    used, ignored = given.a_nip(), given.a_nip()
    codes = [await invitation(client, issuer, institution, number) for number in (used, ignored)]
    await enrolled(client, issuer, str(uuid4()), enrolment_code=codes[0], number=used)
    probes: list[dict[str, object]] = [
        {"number": given.a_nip()},
        {"pledge_version": "2019-1"},
        {"consent_text_version": "2019-1"},
        {"consents": ["audience_analysis"]},
        {"name": "Sri Contoh"},
        {"consents": ["programme", "institution_name"]},
    ]

    heard = [
        [
            problem_of(
                await enrolled(
                    client,
                    issuer,
                    str(uuid4()),
                    **{"enrolment_code": code, "number": number, **probe},
                )
            )
            for probe in probes
        ]
        for code, number in zip(codes, (used, ignored), strict=True)
    ]

    assert heard[0] == heard[1]
    assert heard[0][0]["tries_left"] == 4


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
    assert statuses == [201, *[409] * 19]

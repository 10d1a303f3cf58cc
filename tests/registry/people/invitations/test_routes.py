"""Invitations over HTTP, on real PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select

from registry.people.invitations import service
from registry.people.invitations.tables import Invitation
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.people.acts import enrolled

SCOPE = "registry.cohorts.write registry.officers.read"
TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


@pytest.fixture
async def institution(sessions: Sessions) -> str:
    """An institution no other test knows."""
    return await given.an_institution(sessions)


async def opened(client: httpx.AsyncClient, issuer: TestIssuer, acting: str) -> httpx.Response:
    order = {
        "name": "CPNS 2026",
        "institution": acting,
        "starts_on": "2026-11-01",
        "expires_on": TOMORROW.isoformat(),
    }
    headers = issuer.headers(SCOPE, [acting])
    return await client.post("/v1/cohorts", json=order, headers=headers)


async def invited(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, *numbers: str
) -> dict[str, Any]:
    cohort_id = (await opened(client, issuer, institution)).json()["id"]
    people = [{"number": number, "category": "PNS"} for number in numbers]
    answer = await client.post(
        f"/v1/cohorts/{cohort_id}/invitations",
        json={"people": people},
        headers=issuer.headers(SCOPE, [institution]),
    )
    body: dict[str, Any] = answer.json()
    return body


async def test_sound_numbers_are_invited_and_others_refused_with_their_reason(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    sound = given.a_nip()

    body = await invited(
        client, issuer, institution, sound, "131110468", sound, "198511302021222915"
    )

    assert [person["index"] for person in body["invited"]] == [0]
    assert [(person["index"], person["error"]["code"]) for person in body["refused"]] == [
        (1, "old_nine_digit_form"),
        (2, "twice_in_request"),
        (3, "category_needs_nip"),
    ]
    assert sound not in str(body)
    assert "131110468" not in str(body)


async def test_only_the_newest_code_of_an_institution_counts(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    number = given.a_nip()
    older, newer = [await invited(client, issuer, institution, number) for _ in "ab"]

    tried = [
        await enrolled(
            client,
            issuer,
            str(uuid4()),
            enrolment_code=body["invited"][0]["enrolment_code"],
            number=number,
        )
        for body in (older, newer)
    ]

    assert [answer.status_code for answer in tried] == [404, 201]


async def test_one_number_into_eight_cohorts_at_once_has_one_live_code(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    numbers = [given.a_nip() for _ in range(5)]

    answers = await asyncio.gather(
        *(
            invited(client, issuer, institution, *numbers[n % 5 :], *numbers[: n % 5])
            for n in range(8)
        )
    )

    assert [len(answer["invited"]) for answer in answers] == [5] * 8
    async with system_transaction(sessions) as session:
        live = select(func.count()).where(Invitation.institution == institution)
        assert await session.scalar(live) == 5


async def test_two_institutions_may_invite_the_same_person(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number, another = given.a_nip(), await given.an_institution(sessions)
    await invited(client, issuer, institution, number)

    body = await invited(client, issuer, another, number)

    assert len(body["invited"]) == 1


async def test_nothing_readable_of_number_and_code_is_stored(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    number = given.a_nip()
    code = (await invited(client, issuer, institution, number))["invited"][0]["enrolment_code"]

    async with system_transaction(sessions) as session:
        statement = select(Invitation).where(Invitation.institution == institution)
        row = (await session.scalars(statement)).one()

    stored = b"".join(bytes(v) for v in (row.sealed_number, row.fingerprint, row.code_hash))
    readable = (number, code, code.replace("-", ""))
    assert not any(secret.encode() in stored for secret in readable)


async def test_an_expired_invitation_leaves_no_trace(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, sessions: Sessions
) -> None:
    await invited(client, issuer, institution, given.a_nip(), given.a_nip())
    past = datetime.combine(TOMORROW + timedelta(days=3), datetime.min.time(), UTC)

    async with system_transaction(sessions) as session:
        await service.forget_expired(session, past)
        statement = select(func.count()).where(Invitation.institution == institution)
        left = await session.scalar(statement)

    assert left == 0


async def test_invitations_to_an_unknown_cohort_are_404(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    answer = await client.post(
        f"/v1/cohorts/{uuid4()}/invitations",
        json={"people": [{"number": given.a_nip(), "category": "PNS"}]},
        headers=issuer.headers(SCOPE, [institution]),
    )

    assert answer.json()["type"] == "/problems/cohort-unknown"


async def test_an_invitation_repeated_with_its_key_gives_the_same_code(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    cohort_id = (await opened(client, issuer, institution)).json()["id"]
    people = {"people": [{"number": given.a_nip(), "category": "PNS"}]}
    headers = issuer.headers(SCOPE, [institution])

    first = await client.post(f"/v1/cohorts/{cohort_id}/invitations", json=people, headers=headers)
    second = await client.post(f"/v1/cohorts/{cohort_id}/invitations", json=people, headers=headers)

    assert first.content == second.content
    assert second.headers["Idempotency-Replayed"] == "true"


async def test_more_than_five_hundred_people_are_refused_at_once(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str
) -> None:
    body = await invited(client, issuer, institution, *["131110468"] * 501)

    assert body["type"] == "/problems/request-invalid"
    assert "131110468" not in str(body)

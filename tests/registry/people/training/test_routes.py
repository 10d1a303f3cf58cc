"""Training over HTTP, on real PostgreSQL."""

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.given import Enrolled
from tests.registry.people.training.acts import (
    SCOPE,
    SESSIONS,
    YESTERDAY,
    announced,
    joined,
    my_training,
    participants,
    place_of,
    recorded,
)

NAMED = {"purpose": "institution_name", "text_version": "2026-1", "name": "Sri Contoh"}


async def colleagues(sessions: Sessions, count: int) -> list[Enrolled]:
    institution = await given.an_institution(sessions)
    return [await given.an_officer(sessions, institution=institution) for _ in range(count)]


@pytest.fixture
async def ani(sessions: Sessions) -> Enrolled:
    return await given.an_officer(sessions)


@pytest.fixture
async def held(client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled) -> dict[str, Any]:
    """A session of Ani's institution."""
    answer: dict[str, Any] = (await announced(client, issuer, ani.institution)).json()
    return answer


async def test_who_joins_has_a_number_and_no_name_unless_shown(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    ani, sri = await colleagues(sessions, 2)
    held = (await announced(client, issuer, ani.institution)).json()
    headers = issuer.headers("registry.me", subject=sri.subject)
    await client.post("/v1/me/consents", json=NAMED, headers=headers)

    places = [(await joined(client, issuer, each, held["join_code"])).json() for each in (ani, sri)]

    shown = await participants(client, issuer, ani.institution, held["id"])
    assert [(each["place"], each["label"], each["passed"]) for each in shown] == [
        (1, "Peserta 1", None),
        (2, "Sri Contoh", None),
    ]
    assert [each["participant_id"] for each in places] == [each["id"] for each in shown]
    assert not {str(ani.id), str(sri.id)} & {each["id"] for each in shown}


async def test_a_neutral_label_speaks_the_language_of_the_asker(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, held: dict[str, Any]
) -> None:
    await joined(client, issuer, ani, held["join_code"])

    english = {"Accept-Language": "en"}
    shown = await participants(client, issuer, ani.institution, held["id"], **english)

    assert shown[0]["label"] == "Participant 1"


@pytest.mark.parametrize("gone", ["institution_name", "programme"])
async def test_taking_the_name_back_and_leaving_look_the_same_to_the_trainer(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, held: dict[str, Any], gone: str
) -> None:
    me = partial(issuer.headers, "registry.me", subject=ani.subject)
    await client.post("/v1/me/consents", json=NAMED, headers=me())
    place = await place_of(client, issuer, ani, held)

    await client.delete(f"/v1/me/consents/{gone}", headers=me())

    shown = await participants(client, issuer, ani.institution, held["id"])
    answer = await recorded(client, issuer, ani.institution, held["id"], {place: True})
    assert [(each["id"], each["label"]) for each in shown] == [(place, "Peserta 1")]
    assert (answer.json()["accepted"], answer.json()["rows"]) == (1, [])


async def test_joining_again_is_the_same_place_also_sixteen_times_at_once(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    people = await colleagues(sessions, 4)
    held = (await announced(client, issuer, people[0].institution)).json()

    answers = await asyncio.gather(
        *(joined(client, issuer, people[n % 4], held["join_code"]) for n in range(16))
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["participant_id"] for answer in answers}) == 4
    assert sorted({answer.json()["place"] for answer in answers}) == [1, 2, 3, 4]


@pytest.mark.parametrize("written", ["lower", "spaces"])
async def test_a_join_code_is_read_however_it_is_typed(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    ani: Enrolled,
    held: dict[str, Any],
    written: str,
) -> None:
    code = held["join_code"]
    typed = code.lower() if written == "lower" else code.replace("-", " ")

    assert (await joined(client, issuer, ani, typed)).status_code == 201


async def test_a_code_of_another_institution_or_of_nobody_is_unknown(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, sessions: Sessions
) -> None:
    elsewhere = (await announced(client, issuer, await given.an_institution(sessions))).json()

    foreign = await joined(client, issuer, ani, elsewhere["join_code"])
    nobodys = await joined(client, issuer, ani, "0000-0000-0000")

    assert {foreign.status_code, nobodys.status_code} == {404}
    assert foreign.json()["type"] == nobodys.json()["type"] == "/problems/training-code-unknown"


async def test_results_make_a_certificate_or_none(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    ani, budi = await colleagues(sessions, 2)
    held = (await announced(client, issuer, ani.institution)).json()
    places = [await place_of(client, issuer, each, held) for each in (ani, budi)]

    results: dict[UUID | str, bool] = {places[0]: True, places[1]: False}
    answer = await recorded(client, issuer, ani.institution, held["id"], results)

    assert answer.json() == {"accepted": 2, "unchanged": 0, "refused": 0, "rows": []}
    until = (YESTERDAY + timedelta(days=730)).isoformat()
    shown = await participants(client, issuer, ani.institution, held["id"])
    assert [(each["passed"], each["certificate_until"]) for each in shown] == [
        (True, until),
        (False, None),
    ]
    assert [
        (each["passed"], each["certificate_until"])
        for each in (
            *await my_training(client, issuer, ani),
            *await my_training(client, issuer, budi),
        )
    ] == [(True, until), (False, None)]


async def test_whoever_did_not_join_is_refused_in_the_list(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, held: dict[str, Any]
) -> None:
    place = await place_of(client, issuer, ani, held)

    results: dict[UUID | str, bool] = {place: True, uuid4(): True, ani.id: True}
    answer = (await recorded(client, issuer, ani.institution, held["id"], results)).json()

    assert (answer["accepted"], answer["refused"]) == (1, 2)
    assert [(row["index"], row["code"]) for row in answer["rows"]] == [
        (1, "participant_unknown"),
        (2, "participant_unknown"),
    ]


async def test_the_same_list_again_is_unchanged(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled, held: dict[str, Any]
) -> None:
    place = await place_of(client, issuer, ani, held)
    await recorded(client, issuer, ani.institution, held["id"], {place: True})

    again = await recorded(client, issuer, ani.institution, held["id"], {place: True})

    assert again.json() == {"accepted": 0, "unchanged": 1, "refused": 0, "rows": []}


@pytest.mark.parametrize("path", ["", "/participants"])
async def test_a_session_of_another_institution_is_404(
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    sessions: Sessions,
    held: dict[str, Any],
    path: str,
) -> None:
    headers = issuer.headers(SCOPE, [await given.an_institution(sessions)])

    answer = await client.get(f"{SESSIONS}/{held['id']}{path}", headers=headers)

    assert answer.json()["type"] == "/problems/training-session-unknown"


async def test_sessions_are_listed_newest_first_with_their_codes(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    institution = await given.an_institution(sessions)
    days = [YESTERDAY - timedelta(days=n) for n in (2, 0, 1)]
    made = [
        (await announced(client, issuer, institution, held_on=day.isoformat())).json()
        for day in days
    ]

    headers = issuer.headers(SCOPE, [institution])
    first = (await client.get(SESSIONS, params={"limit": 2}, headers=headers)).json()
    query = {"limit": 2, "cursor": first["next"]}
    second = (await client.get(SESSIONS, params=query, headers=headers)).json()

    assert [*first["items"], *second["items"]] == [made[1], made[2], made[0]]
    assert second["next"] is None


async def test_a_session_to_come_takes_people_and_no_results_yet(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled
) -> None:
    held = (await announced(client, issuer, ani.institution, held_on="2099-01-01")).json()
    place = await place_of(client, issuer, ani, held)

    answer = await recorded(client, issuer, ani.institution, held["id"], {place: True})

    assert answer.json()["type"] == "/problems/training-in-the-future"


async def test_joining_closes_a_week_after_the_session(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled
) -> None:
    long_ago = (YESTERDAY - timedelta(days=20)).isoformat()
    held = (await announced(client, issuer, ani.institution, held_on=long_ago)).json()

    answer = await joined(client, issuer, ani, held["join_code"])

    assert answer.json()["type"] == "/problems/training-code-unknown"


async def test_the_name_of_a_course_holds_nobodys_number(
    client: httpx.AsyncClient, issuer: TestIssuer, ani: Enrolled
) -> None:
    answer = await announced(client, issuer, ani.institution, course="NIP 19780101 200501 1 001")

    assert answer.status_code == 400
    assert "19780101" not in answer.text

"""Somebody says what is wrong; the institution that provided it answers with a reason, in time."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.registry import given
from tests.registry.departures.erasure import scene

WRONG = {"field": "category", "right": "Saya PPPK, bukan PNS"}


def me(issuer: TestIssuer, officer: given.Enrolled) -> dict[str, str]:
    return issuer.headers("registry.me", subject=officer.subject)


def staff(issuer: TestIssuer, institution: str) -> dict[str, str]:
    return issuer.headers("registry.corrections.write", [institution], subject="hr")


async def asked(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: given.Enrolled
) -> dict[str, Any]:
    answer = await client.post("/v1/me/corrections", json=WRONG, headers=me(issuer, officer))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def answered(
    client: httpx.AsyncClient, issuer: TestIssuer, institution: str, id: str, **order: Any
) -> httpx.Response:
    body = {"corrected": True, "reason": "Sudah dibetulkan di data kepegawaian."} | order
    url = f"/v1/corrections/{id}/answer"
    return await client.post(url, json=body, headers=staff(issuer, institution))


async def test_a_request_is_due_in_three_days_and_both_sides_see_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)

    told = await asked(client, issuer, officer)

    due = datetime.fromisoformat(told["due_at"]) - datetime.fromisoformat(told["asked_at"])
    own = await client.get("/v1/me/corrections", headers=me(issuer, officer))
    theirs = await client.get("/v1/corrections", headers=staff(issuer, officer.institution))
    assert due == timedelta(hours=72)
    assert own.json()["items"] == theirs.json()["items"] == [told]


async def test_staff_read_what_is_wrong_and_not_who_asks_and_the_person_sees_that_they_read(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    await asked(client, issuer, officer)

    theirs = await client.get("/v1/corrections", headers=staff(issuer, officer.institution))

    assert str(officer.id) not in theirs.text
    assert officer.subject not in theirs.text
    seen = await client.get("/v1/me/accesses", headers=me(issuer, officer))
    assert [row["seen"] for row in seen.json()["items"]] == ["corrections"]


@pytest.mark.parametrize(("corrected", "state"), [(True, "corrected"), (False, "refused")])
async def test_the_answer_with_its_reason_reaches_the_person(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, corrected: bool, state: str
) -> None:
    officer = await given.an_officer(sessions)
    told = await asked(client, issuer, officer)

    answer = await answered(client, issuer, officer.institution, told["id"], corrected=corrected)

    [own] = (await client.get("/v1/me/corrections", headers=me(issuer, officer))).json()["items"]
    assert answer.status_code == 200, answer.text
    assert (own["state"], own["answer"]) == (state, "Sudah dibetulkan di data kepegawaian.")
    waiting = await client.get("/v1/corrections", headers=staff(issuer, officer.institution))
    assert waiting.json()["items"] == []


async def test_an_answer_stands(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    told = await asked(client, issuer, officer)
    await answered(client, issuer, officer.institution, told["id"])

    again = await answered(client, issuer, officer.institution, told["id"], corrected=False)

    assert (again.status_code, again.json()["type"]) == (409, "/problems/correction-answered")


async def test_another_institution_neither_sees_nor_answers_it(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer, elsewhere = await given.an_officer(sessions), await given.an_institution(sessions)
    told = await asked(client, issuer, officer)

    listed = await client.get("/v1/corrections", headers=staff(issuer, elsewhere))
    refused = await answered(client, issuer, elsewhere, told["id"])

    assert listed.json()["items"] == []
    assert (refused.status_code, refused.json()["type"]) == (404, "/problems/correction-unknown")


async def test_a_number_of_a_person_is_not_taken(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    order = {"field": "number", "right": f"Nomor saya {given.a_nip()}"}

    answer = await client.post("/v1/me/corrections", json=order, headers=me(issuer, officer))

    assert answer.status_code in (400, 422)


async def test_one_person_cannot_flood_the_institution(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    for _ in range(10):
        await asked(client, issuer, officer)

    refused = await client.post("/v1/me/corrections", json=WRONG, headers=me(issuer, officer))

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/too-many-corrections")


async def test_requests_are_erased_with_the_person(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    told = await asked(client, issuer, officer)

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)

    assert list(scene.where(await scene.every_cell(sessions), told["id"])) == []


async def test_the_list_goes_page_by_page_in_the_order_they_are_due(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    ids = [(await asked(client, issuer, officer))["id"] for _ in range(3)]

    seen: list[str] = []
    query = {"limit": "2"}
    for _ in range(2):
        headers = staff(issuer, officer.institution)
        page = (await client.get("/v1/corrections", params=query, headers=headers)).json()
        seen += [row["id"] for row in page["items"]]
        query["cursor"] = page["next"] or ""

    assert seen == ids


async def taken_back(
    client: httpx.AsyncClient, issuer: TestIssuer, officer: given.Enrolled, id: str
) -> httpx.Response:
    return await client.delete(f"/v1/me/corrections/{id}", headers=me(issuer, officer))


@pytest.mark.parametrize("answered_before", [True, False])
async def test_a_request_can_be_taken_back_and_is_gone_for_both_sides(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions, answered_before: bool
) -> None:
    officer = await given.an_officer(sessions)
    told = await asked(client, issuer, officer)
    state = "corrected" if answered_before else "open"
    if answered_before:
        await answered(client, issuer, officer.institution, told["id"])

    answer = await taken_back(client, issuer, officer, told["id"])

    headers = staff(issuer, officer.institution)
    theirs = await client.get("/v1/corrections", params={"state": state}, headers=headers)
    own = await client.get("/v1/me/corrections", headers=me(issuer, officer))
    assert (answer.status_code, theirs.json()["items"], own.json()["items"]) == (204, [], [])


async def test_a_request_of_somebody_who_left_is_gone_like_one_taken_back(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions)
    colleague = await given.an_officer(sessions, institution=officer.institution)
    left, withdrawn = (
        await asked(client, issuer, officer),
        await asked(client, issuer, colleague),
    )

    await scene.left_for_good(client, issuer, officer)
    await scene.worked(sessions)
    await taken_back(client, issuer, colleague, withdrawn["id"])

    headers = staff(issuer, officer.institution)
    lists = [
        (await client.get("/v1/corrections", params={"state": state}, headers=headers)).json()
        for state in ("open", "corrected", "refused")
    ]
    answers = [
        (await answered(client, issuer, officer.institution, each["id"])).json()
        for each in (left, withdrawn)
    ]
    for answer, each in zip(answers, (left, withdrawn), strict=True):
        answer["detail"] = answer["detail"].replace(each["id"], "…")
        answer |= {"correction_id": "…", "instance": "…"}
    assert lists == [{"items": [], "next": None}] * 3
    assert answers[0] == answers[1]


async def test_nobody_takes_back_the_request_of_another(
    client: httpx.AsyncClient, issuer: TestIssuer, sessions: Sessions
) -> None:
    officer, stranger = await given.an_officer(sessions), await given.an_officer(sessions)
    told = await asked(client, issuer, officer)

    answer = await taken_back(client, issuer, stranger, told["id"])

    own = await client.get("/v1/me/corrections", headers=me(issuer, officer))
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/correction-not-yours")
    assert own.json()["items"] == [told]

"""Clearing over HTTP: two others, each the words they read."""

import asyncio

import pytest
from httpx import AsyncClient

from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.content.desk import Desk, open_desk


@pytest.fixture
async def desk(client: AsyncClient, issuer: TestIssuer, sessions: Sessions) -> Desk:
    return await open_desk(client, issuer, sessions)


async def test_the_author_cannot_clear_the_own_message(desk: Desk) -> None:
    message = await desk.submitted()

    answer = await desk.post(
        f"/v1/messages/{message['id']}/clearances", {"version": 1, "statement": "Bagus."}
    )

    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/author-may-not-clear"


async def test_two_others_clear_and_their_names_are_not_shown(desk: Desk) -> None:
    message = await desk.submitted()

    first = await desk.cleared_by(message, "reader-a")
    second = await desk.cleared_by(message, "reader-b")

    assert (first.json()["state"], second.json()["state"]) == ("cleared_by_1", "cleared")
    assert len(second.json()["readings"]) == 2
    assert "reader-a" not in second.text


async def test_the_same_person_does_not_clear_twice(desk: Desk) -> None:
    message = await desk.submitted()
    await desk.cleared_by(message, "reader-a")

    again = await desk.cleared_by(message, "reader-a")

    assert again.status_code == 409
    assert again.json()["type"] == "/problems/cleared-already"


async def test_whoever_mended_a_draft_cannot_clear_it(desk: Desk) -> None:
    draft = await desk.drafted()
    path = f"/v1/messages/{draft['id']}"
    mending = desk.headers("second") | {"If-Match": '"1"'}
    await desk.client.patch(path, json={"title": "Judul baru"}, headers=mending)
    await desk.post(f"{path}/submission")

    answer = await desk.post(
        f"{path}/clearances", {"version": 2, "statement": "Bagus."}, subject="second"
    )

    assert answer.json()["type"] == "/problems/author-may-not-clear"


async def test_three_at_once_leave_exactly_two_clearances(desk: Desk) -> None:
    message = await desk.submitted()

    answers = await asyncio.gather(*(desk.cleared_by(message, f"reader-{n}") for n in range(3)))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 409]
    read = await desk.client.get(f"/v1/messages/{message['id']}", headers=desk.headers())
    assert (read.json()["state"], len(read.json()["readings"])) == ("cleared", 2)


async def test_a_returned_message_is_mended_and_cleared_anew(desk: Desk) -> None:
    message = await desk.submitted()
    path = f"/v1/messages/{message['id']}"
    await desk.cleared_by(message, "reader-a")

    returned = await desk.client.post(
        f"{path}/returns",
        json={"version": 1, "statement": "Sumber kedua tidak terbuka."},
        headers=desk.outside("reader-b"),
    )
    submitted = (await desk.post(f"{path}/submission")).json()
    first = await desk.cleared_by(submitted, "reader-a")
    second = await desk.cleared_by(submitted, "reader-b")

    assert (returned.json()["state"], returned.json()["version"]) == ("draft", 2)
    assert [reading["verdict"] for reading in returned.json()["readings"]] == ["clear", "return"]
    assert (first.json()["state"], second.json()["state"]) == ("cleared_by_1", "cleared")


async def test_a_clearance_of_words_that_moved_on_does_not_count(desk: Desk) -> None:
    message = await desk.submitted()
    path = f"/v1/messages/{message['id']}"
    body = {"version": 1, "statement": "Perbaiki judul."}
    await desk.client.post(f"{path}/returns", json=body, headers=desk.outside("reader-b"))
    await desk.post(f"{path}/submission")

    late = await desk.cleared_by(message, "reader-a")

    assert late.status_code == 409
    assert late.json()["type"] == "/problems/version-moved-on"
    assert late.json()["version"] == 2


async def test_the_queue_shows_what_waits_and_not_drafts(desk: Desk) -> None:
    draft, message = await desk.drafted(), await desk.submitted()

    listed = await desk.client.get("/v1/clearance-queue?limit=100", headers=desk.outside("a"))
    read = await desk.client.get(f"/v1/clearance-queue/{message['id']}", headers=desk.outside("a"))

    ids = [item["id"] for item in listed.json()["items"]]
    assert message["id"] in ids
    assert draft["id"] not in ids
    assert read.json()["body"] == message["body"]


@pytest.mark.parametrize("path", ["/v1/clearance-queue/{id}", "/v1/messages/{id}/clearances"])
async def test_a_draft_of_another_institution_does_not_exist(desk: Desk, path: str) -> None:
    draft = await desk.drafted()
    method = "GET" if "queue" in path else "POST"
    body = {"version": 1, "statement": "Bagus."} if method == "POST" else None

    answer = await desk.client.request(
        method, path.format(id=draft["id"]), json=body, headers=desk.outside("reader-a")
    )

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/message-unknown"

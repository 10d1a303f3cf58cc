"""Clearing over HTTP: two others, each the words they read."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from content.messages.tables import MessageVersion
from shared.database import Sessions, system_transaction
from tests.content import given
from tests.content.desk import Desk


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


async def returned(desk: Desk, message: dict[str, Any]) -> dict[str, Any]:
    """The message, given back to its authors by somebody outside."""
    answer = await desk.client.post(
        f"/v1/messages/{message['id']}/returns",
        json={"version": message["version"], "statement": "Perbaiki judul."},
        headers=desk.outside("reader-b"),
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_returned_message_keeps_its_words_and_its_author(desk: Desk) -> None:
    message = await desk.submitted()
    path = f"/v1/messages/{message['id']}"

    draft = await returned(desk, message)
    await desk.post(f"{path}/submission")
    by_the_author = await desk.post(f"{path}/clearances", {"version": 2, "statement": "Bagus."})

    for member in ("title", "body", "evidence", "audience", "fingerprint", "expires_at"):
        assert draft[member] == message[member], member
    assert by_the_author.json()["type"] == "/problems/author-may-not-clear"


async def test_the_new_version_is_still_by_who_wrote_it(desk: Desk, sessions: Sessions) -> None:
    message = await desk.submitted()
    await returned(desk, message)
    written = (
        select(MessageVersion.version, MessageVersion.author)
        .where(MessageVersion.message_id == UUID(message["id"]))
        .order_by(MessageVersion.version)
    )

    async with system_transaction(sessions) as session:
        (_, first), (_, second) = (await session.execute(written)).all()

    assert first == second == f"{desk.issuer.issuer}|writer@{desk.institution}"


async def test_what_was_said_is_told_to_auditors_without_a_word_of_it(
    desk: Desk, sessions: Sessions
) -> None:
    message = await desk.submitted()
    await desk.cleared_by(message, "reader-a")
    await returned(desk, message)

    cleared, given_back = (await given.recorded(sessions, message["id"]))[-2:]

    about = {"message_id": message["id"], "institution": desk.institution}
    assert cleared == (
        "message.cleared.v1",
        True,
        {**about, "version": 1, "state": "cleared_by_1"},
    )
    assert given_back == ("message.returned.v1", True, {**about, "version": 2, "state": "draft"})


async def test_a_withdrawn_message_is_nobodys_business_outside(desk: Desk) -> None:
    message = await desk.submitted()
    await desk.withdrawn(message, "other")
    path = f"/v1/clearance-queue/{message['id']}"

    outside = await desk.client.get(path, headers=desk.outside("reader-a"))
    inside = await desk.client.get(path, headers=desk.headers())

    assert (outside.status_code, inside.status_code) == (404, 200)


async def test_who_waits_longest_is_read_first(desk: Desk) -> None:
    waiting = [(await desk.submitted())["id"] for _ in range(3)]
    seen: list[str] = []
    path: str | None = "/v1/clearance-queue?limit=1"
    while path:
        answer = await desk.client.get(path, headers=desk.outside("reader-a"))
        seen += [item["id"] for item in answer.json()["items"]]
        following = answer.json()["next"]
        path = f"/v1/clearance-queue?limit=1&cursor={following}" if following else None

    assert [id for id in seen if id in waiting] == waiting


async def test_the_second_clearance_leaves_the_queue(desk: Desk) -> None:
    message = await desk.submitted()
    queue = "/v1/clearance-queue?limit=100"

    await desk.cleared_by(message, "reader-a")
    after_one = await desk.client.get(queue, headers=desk.outside("reader-a"))
    await desk.cleared_by(message, "reader-b")
    after_two = await desk.client.get(queue, headers=desk.outside("reader-a"))

    assert message["id"] in after_one.text
    assert message["id"] not in after_two.text

"""The look-up anybody can check a message at."""

from uuid import uuid4

from tests.content.desk import Desk


async def test_the_look_up_tells_what_stands_and_what_was_withdrawn(desk: Desk) -> None:
    message = await desk.released()
    path = f"/v1/public/messages/{message['id']}"

    before = (await desk.client.get(path)).json()
    await desk.withdrawn(message)
    after = (await desk.client.get(path)).json()

    assert (before["state"], before["body"]) == ("released", message["body"])
    assert (after["state"], after["body"]) == ("withdrawn", "")
    assert after["title"] == "Pesan ini ditarik"
    assert (after["withdrawal"]["code"], after["withdrawal"]["reason"]) == (
        "facts_wrong",
        "Ada keterangan yang keliru.",
    )


async def test_the_look_up_may_be_asked_from_any_page_and_kept_a_minute(desk: Desk) -> None:
    message = await desk.released()

    answer = await desk.client.get(f"/v1/public/messages/{message['id']}")

    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=60, stale-if-error=86400"


async def test_who_holds_the_document_is_not_sent_it_again(desk: Desk) -> None:
    message = await desk.released()
    path = f"/v1/public/messages/{message['id']}"
    held = (await desk.client.get(path)).headers["etag"]

    again = await desk.client.get(path, headers={"If-None-Match": held})
    await desk.withdrawn(message)
    changed = await desk.client.get(path, headers={"If-None-Match": held})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", held)
    assert (changed.status_code, changed.json()["state"]) == (200, "withdrawn")


async def test_what_was_never_published_is_said_so_in_both_languages(desk: Desk) -> None:
    path = f"/v1/public/messages/{uuid4()}"

    indonesian = await desk.client.get(path, headers={"Accept-Language": "id"})
    english = await desk.client.get(path, headers={"Accept-Language": "en"})

    assert (indonesian.status_code, english.status_code) == (404, 404)
    assert indonesian.json()["title"] == "Tidak pernah diterbitkan"
    assert english.json()["title"] == "Never published"


async def test_the_look_up_shows_every_member_of_the_public_document(desk: Desk) -> None:
    message = await desk.released()

    shown = (await desk.client.get(f"/v1/public/messages/{message['id']}")).json()

    for member in ("kind", "channel", "language", "title", "summary", "body", "evidence"):
        assert shown[member] == message[member], member
    assert shown["institution"] == {"code": desk.institution, "name": "Kementerian Uji"}
    assert shown["released_at"] == shown["updated_at"]
    assert shown["withdrawal"] is None

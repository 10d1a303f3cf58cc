"""Clearing over HTTP until the quorum is complete."""

from typing import Any

from shared.database import Sessions
from tests.content import given
from tests.content.desk import Desk


def wanted(message: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["code"], one["institution"]) for one in message["missing"]]


async def cleared_from(desk: Desk, message: dict[str, Any], *seats: str) -> dict[str, Any]:
    """The message once somebody new from each seat has cleared it."""
    body = {"version": message["version"], "statement": "Sumber dibuka, angkanya cocok."}
    for place, seat in enumerate(seats):
        answer = await desk.client.post(
            f"/v1/messages/{message['id']}/clearances",
            json=body,
            headers=desk.issuer.headers("content.clear", [seat], f"reader-{place}@{seat}"),
        )
        assert answer.status_code == 200, answer.text
        message = answer.json()
    return message


async def test_two_of_the_authors_own_house_are_not_enough(desk: Desk) -> None:
    message = await desk.submitted()
    assert wanted(message) == [("another_person", None), ("another_institution", None)]

    alone = await cleared_from(desk, message, desk.institution, desk.institution)
    released = await desk.post(f"/v1/messages/{message['id']}/release")
    third = await cleared_from(desk, message, "klpd:K9")

    assert (alone["state"], wanted(alone)) == ("cleared_by_1", [("another_institution", None)])
    assert released.status_code == 409
    assert (third["state"], wanted(third)) == ("cleared", [])


async def test_somebody_of_each_institution_that_is_meant_must_clear(
    desk: Desk, sessions: Sessions
) -> None:
    trade = await given.institution(sessions)
    unit = await given.institution(sessions, parent=trade)
    audience = {"institutions": [desk.institution, trade], "platforms": []}
    message = await desk.submitted(audience=audience)

    two = await cleared_from(desk, message, "klpd:K3", "klpd:K9")
    three = await cleared_from(desk, message, unit)

    assert (two["state"], wanted(two)) == ("cleared_by_1", [("targeted_institution", trade)])
    assert (three["state"], wanted(three)) == ("cleared", [])
    assert (await desk.post(f"/v1/messages/{message['id']}/release")).status_code == 200


async def test_a_message_to_everybody_is_cleared_from_outside(desk: Desk) -> None:
    message = await desk.submitted(audience={"institutions": [], "platforms": []})

    mixed = await cleared_from(desk, message, desk.institution, "klpd:K3")
    outside = await cleared_from(desk, message, "klpd:K9")

    assert wanted(mixed) == [("another_institution", None)]
    assert outside["state"] == "cleared"


async def test_the_queue_tells_whom_each_message_waits_for(desk: Desk, sessions: Sessions) -> None:
    trade = await given.institution(sessions)
    first = await desk.submitted()
    second = await desk.submitted(audience={"institutions": [trade], "platforms": []})
    await cleared_from(desk, second, "klpd:K3")

    answer = await desk.client.get("/v1/clearance-queue?limit=100", headers=desk.outside("a"))

    queued = {item["id"]: item for item in answer.json()["items"]}
    assert wanted(queued[first["id"]]) == [("another_person", None), ("another_institution", None)]
    assert wanted(queued[second["id"]]) == [
        ("another_person", None),
        ("targeted_institution", trade),
    ]
    assert (
        queued[second["id"]]["missing"][1]["text_en"] == f"Needs somebody of {trade} or under it."
    )


async def test_what_was_cleared_before_a_return_counts_no_more(desk: Desk) -> None:
    message = await desk.submitted()
    await cleared_from(desk, message, "klpd:K3")
    returns = f"/v1/messages/{message['id']}/returns"
    body = {"version": 1, "statement": "Perbaiki judul."}
    await desk.client.post(returns, json=body, headers=desk.outside("reader-b"))

    again = (await desk.post(f"/v1/messages/{message['id']}/submission")).json()

    assert wanted(again) == [("another_person", None), ("another_institution", None)]


async def test_where_a_reader_sits_is_not_shown(desk: Desk) -> None:
    message = await desk.cleared()

    assert "klpd:K3" not in str(message["readings"])
    assert message["missing"] == []

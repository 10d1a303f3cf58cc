"""Until there are claims, no clarification gets anywhere: criticism is never countered."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from shared.database import Sessions, system_transaction
from tests.content import words
from tests.content.desk import Desk


async def test_a_clarification_can_be_drafted_and_not_submitted(desk: Desk) -> None:
    draft = await desk.drafted(kind="clarification")

    answer = await desk.post(f"/v1/messages/{draft['id']}/submission")
    read = await desk.client.get(f"/v1/messages/{draft['id']}", headers=desk.headers())

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/clarification-answers-no-claim"
    assert "kritik" in answer.json()["detail"]
    assert (read.json()["state"], read.json()["kind"]) == ("draft", "clarification")


async def test_as_programme_information_it_goes_on(desk: Desk) -> None:
    draft = await desk.drafted(kind="clarification")
    headers = desk.headers() | {"If-Match": '"1"'}
    path = f"/v1/messages/{draft['id']}"

    await desk.client.patch(path, json={"kind": "programme"}, headers=headers)
    answer = await desk.post(f"{path}/submission")

    assert answer.json()["state"] == "submitted"


@pytest.mark.parametrize("state", ["submitted", "cleared_by_1"])
async def test_the_database_lets_none_on_either(desk: Desk, sessions: Sessions, state: str) -> None:
    draft = await desk.drafted(kind="clarification")
    move = text("update messages set state = :state where id = :id")

    with pytest.raises(DBAPIError, match="a clarification answers a claim"):
        async with system_transaction(sessions) as session:
            await session.execute(move, {"state": state, "id": UUID(draft["id"])})


async def test_what_was_published_before_can_still_be_read(desk: Desk, sessions: Sessions) -> None:
    message_id = await words.published(sessions)

    answer = await desk.client.get(f"/v1/public/messages/{message_id}")

    assert (answer.status_code, answer.json()["kind"]) == (200, "clarification")

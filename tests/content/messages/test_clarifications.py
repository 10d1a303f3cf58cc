"""Until there are claims, no clarification gets anywhere: criticism is never countered."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from content.messages.rules import ONWARD, Act, Objection, Standing, State, objection
from shared.database import Sessions, system_transaction
from tests.content import words
from tests.content.desk import Desk

LATER, NOW = datetime(2027, 1, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
WAYS_ON = [(State.DRAFT, Act.SUBMIT), (State.SUBMITTED, Act.CLEAR), (State.CLEARED, Act.RELEASE)]
WAYS_OFF = [(State.DRAFT, Act.EDIT), (State.CLEARED, Act.RETURN), (State.RELEASED, Act.WITHDRAW)]


@pytest.mark.parametrize(("state", "act"), WAYS_ON)
def test_what_answers_no_claim_goes_no_further(state: State, act: Act) -> None:
    standing = Standing(state, 1, LATER, answers_no_claim=True)

    assert objection(standing, act, by="b", now=NOW) is Objection.NO_CLAIM
    assert {way for _, way in WAYS_ON} == ONWARD


@pytest.mark.parametrize(("state", "act"), WAYS_OFF)
def test_what_answers_no_claim_can_be_mended_returned_and_withdrawn(state: State, act: Act) -> None:
    standing = Standing(state, 1, LATER, answers_no_claim=True)

    assert objection(standing, act, by="b", now=NOW) is None


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

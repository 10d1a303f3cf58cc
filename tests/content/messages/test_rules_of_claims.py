"""What answers no claim moves no further, and what waits for a clearance."""

from datetime import UTC, datetime

import pytest

from content.messages.rules import (
    ONWARD,
    WAITING,
    Act,
    Objection,
    Standing,
    State,
    objection,
)

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


def test_a_message_waits_from_its_submission_until_nobody_is_missing() -> None:
    assert sorted(WAITING) == ["cleared_by_1", "submitted"]

"""Every move of a message, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from content.messages.rules import (
    NEXT,
    SEEN_IN_PUBLIC,
    Act,
    Objection,
    Standing,
    State,
    after,
    objection,
)

NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
MOVES = {
    "draft": {"edit": "draft", "submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"clear": "cleared_by_1", "return": "draft", "withdraw": "withdrawn"},
    "cleared_by_1": {"clear": "cleared", "return": "draft", "withdraw": "withdrawn"},
    "cleared": {"return": "draft", "release": "released", "withdraw": "withdrawn"},
    "released": {"expire": "expired", "withdraw": "withdrawn"},
    "expired": {"withdraw": "withdrawn"},
    "withdrawn": {},
}


def standing(state: State, seconds: float = 60) -> Standing:
    until = NOON + timedelta(seconds=seconds)
    return Standing(state, 3, until, frozenset({"author"}), frozenset({"first"}))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_these_are_all_the_moves_of_a_message(state: State, act: Act) -> None:
    now = standing(state, seconds=0 if act is Act.EXPIRE else 60)
    following = MOVES[state.value].get(act.value)

    refused = objection(now, act, by="somebody", now=NOON)

    assert refused == (None if following else Objection.WRONG_STATE)
    assert NEXT.get((state, act)) == following


@pytest.mark.parametrize(
    ("state", "act"),
    [(State.DRAFT, Act.SUBMIT), (State.SUBMITTED, Act.CLEAR), (State.CLEARED, Act.RELEASE)],
)
def test_what_is_past_its_last_moment_goes_no_further(state: State, act: Act) -> None:
    assert objection(standing(state, 0), act, by="b", now=NOON) is Objection.OUTDATED
    assert objection(standing(state, 1), act, by="b", now=NOON) is None


@pytest.mark.parametrize(
    ("state", "act"),
    [(State.DRAFT, Act.EDIT), (State.CLEARED, Act.RETURN), (State.EXPIRED, Act.WITHDRAW)],
)
def test_what_is_past_can_still_be_mended_returned_or_withdrawn(state: State, act: Act) -> None:
    assert objection(standing(state, -1), act, by="b", now=NOON) is None


def test_nothing_expires_before_its_time() -> None:
    early = standing(State.RELEASED, 1)

    assert objection(early, Act.EXPIRE, by="b", now=NOON) is Objection.NOT_YET_OUTDATED


def test_a_message_stands_for_at_most_366_days() -> None:
    day = 86_400

    def submitted(seconds: float) -> Objection | None:
        return objection(standing(State.DRAFT, seconds), Act.SUBMIT, by="b", now=NOON)

    assert submitted(366 * day) is None
    assert submitted(366 * day + 1) is Objection.LIFE_TOO_LONG


def test_a_draft_that_would_stand_too_long_can_still_be_mended() -> None:
    endless = standing(State.DRAFT, 400 * 86_400)

    assert objection(endless, Act.EDIT, by="b", now=NOON) is None


def test_who_cleared_may_also_release_or_return() -> None:
    for act in (Act.RELEASE, Act.RETURN):
        assert objection(standing(State.CLEARED), act, by="first", now=NOON) is None


@pytest.mark.parametrize(
    ("by", "refusal"),
    [("author", "own_message"), ("first", "cleared_already"), ("second", None)],
)
def test_two_others_clear(by: str, refusal: str | None) -> None:
    assert objection(standing(State.CLEARED_BY_1), Act.CLEAR, by=by, now=NOON) == refusal


def test_an_author_may_do_everything_but_clear() -> None:
    for state, act in [(State.SUBMITTED, Act.RETURN), (State.CLEARED, Act.RELEASE)]:
        assert objection(standing(state), act, by="author", now=NOON) is None


@pytest.mark.parametrize(
    ("state", "act", "version", "authors", "clearers"),
    [
        (State.DRAFT, Act.EDIT, 4, {"author", "b"}, set()),
        (State.SUBMITTED, Act.CLEAR, 3, {"author"}, {"first", "b"}),
        (State.CLEARED, Act.RETURN, 4, {"author"}, set()),
        (State.CLEARED, Act.RELEASE, 3, {"author"}, {"first"}),
        (State.DRAFT, Act.SUBMIT, 3, {"author"}, {"first"}),
    ],
)
def test_what_an_act_leaves_behind(
    state: State, act: Act, version: int, authors: set[str], clearers: set[str]
) -> None:
    now = standing(state)

    assert after(now, act, by="b") == Standing(
        NEXT[state, act], version, now.expires_at, frozenset(authors), frozenset(clearers)
    )


def test_the_words_are_those_of_the_api() -> None:
    assert [*State] == [*[*MOVES][:5], "withdrawn", "expired"]
    assert [*Act] == ["edit", "submit", "clear", "return", "release", "withdraw", "expire"]
    assert sorted(SEEN_IN_PUBLIC) == ["expired", "released"]
    assert [*Objection] == [
        "wrong_state",
        "no_claim",
        "own_message",
        "cleared_already",
        "outdated",
        "life_too_long",
        "not_yet_outdated",
    ]
    assert Standing(State.DRAFT, 1, NOON) == Standing(
        State.DRAFT, 1, NOON, frozenset(), frozenset(), False
    )

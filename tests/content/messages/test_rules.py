"""The life of a message, one test per sentence of the rules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.messages.rules import Act, Objection, Standing, State, after, objection

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TOMORROW = NOW + timedelta(days=1)
PEOPLE = ("author", "second author", "reader a", "reader b", "reader c")


def standing(
    state: State = State.SUBMITTED, clearers: tuple[str, ...] = (), expires_at: datetime = TOMORROW
) -> Standing:
    return Standing(state, 1, expires_at, frozenset({"author"}), frozenset(clearers))


def test_the_author_may_not_clear_the_own_message() -> None:
    assert objection(standing(), Act.CLEAR, by="author", now=NOW) is Objection.OWN_MESSAGE


def test_two_different_people_clear_a_message() -> None:
    once = after(standing(), Act.CLEAR, by="reader a")

    assert once.state is State.CLEARED_BY_1
    assert after(once, Act.CLEAR, by="reader b").state is State.CLEARED


def test_the_same_person_does_not_count_twice() -> None:
    once = after(standing(), Act.CLEAR, by="reader a")

    assert objection(once, Act.CLEAR, by="reader a", now=NOW) is Objection.CLEARED_ALREADY


def test_whoever_edited_a_draft_is_an_author_too() -> None:
    edited = after(standing(State.DRAFT), Act.EDIT, by="second author")
    submitted = after(edited, Act.SUBMIT, by="author")

    refusal = objection(submitted, Act.CLEAR, by="second author", now=NOW)

    assert refusal is Objection.OWN_MESSAGE


def test_an_edit_is_a_new_version() -> None:
    assert after(standing(State.DRAFT), Act.EDIT, by="author").version == 2


def test_a_returned_message_must_be_cleared_anew() -> None:
    once = after(standing(), Act.CLEAR, by="reader a")

    returned = after(once, Act.RETURN, by="reader b")

    assert (returned.state, returned.version, returned.clearers) == (State.DRAFT, 2, frozenset())


@pytest.mark.parametrize("state", [s for s in State if s is not State.DRAFT])
def test_only_a_draft_can_be_edited(state: State) -> None:
    assert objection(standing(state), Act.EDIT, by="author", now=NOW) is Objection.WRONG_STATE


@pytest.mark.parametrize("state", [s for s in State if s is not State.CLEARED])
def test_only_a_cleared_message_is_released(state: State) -> None:
    assert objection(standing(state), Act.RELEASE, by="author", now=NOW) is Objection.WRONG_STATE


def test_a_message_past_its_last_day_is_not_released() -> None:
    late = standing(State.CLEARED, ("reader a", "reader b"), expires_at=NOW)

    assert objection(late, Act.RELEASE, by="author", now=NOW) is Objection.OUTDATED


def test_no_message_may_stand_for_years() -> None:
    endless = standing(State.DRAFT, expires_at=NOW + timedelta(days=367))

    assert objection(endless, Act.SUBMIT, by="author", now=NOW) is Objection.LIFE_TOO_LONG


def test_a_message_does_not_expire_before_its_time() -> None:
    early = standing(State.RELEASED)

    assert objection(early, Act.EXPIRE, by="", now=NOW) is Objection.NOT_YET_OUTDATED


@pytest.mark.parametrize("state", [s for s in State if s is not State.WITHDRAWN])
def test_every_message_can_be_withdrawn_once(state: State) -> None:
    assert objection(standing(state), Act.WITHDRAW, by="author", now=NOW) is None
    gone = after(standing(state), Act.WITHDRAW, by="author")
    assert objection(gone, Act.WITHDRAW, by="author", now=NOW) is Objection.WRONG_STATE


attempts = st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(PEOPLE)), max_size=40)


@given(attempts)
def test_nothing_is_released_that_two_others_did_not_clear(story: list[tuple[Act, str]]) -> None:
    message = standing(State.DRAFT)
    for act, person in story:
        if objection(message, act, by=person, now=NOW) is None:
            message = after(message, act, by=person)
        assert not message.authors & message.clearers
        if message.state in (State.CLEARED, State.RELEASED):
            assert len(message.clearers) == 2


@given(attempts)
def test_versions_only_grow_and_only_while_nothing_is_cleared(
    story: list[tuple[Act, str]],
) -> None:
    message = standing(State.DRAFT)
    for act, person in story:
        if objection(message, act, by=person, now=NOW) is None:
            before, message = message, after(message, act, by=person)
            assert message.version - before.version in (0, 1)
            assert message.version == before.version or message.clearers == frozenset()


@given(attempts)
def test_a_withdrawn_message_stays_withdrawn(story: list[tuple[Act, str]]) -> None:
    message = after(standing(State.RELEASED), Act.WITHDRAW, by="author")
    assert all(objection(message, act, by=person, now=NOW) for act, person in story)

"""One person pauses for 72 hours, two for longer; who they may be, and what may follow."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.badges.measures.rules import (
    ALONE,
    IN_EFFECT,
    LIFT_WAITS,
    TOLD,
    Decider,
    Standing,
    Step,
    SuspensionState,
    Wish,
    is_review_date,
)

TODAY = date(2026, 2, 2)
NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
FIRST = Decider("iss|first", frozenset({"klpd:K3"}))
OTHER = Decider("iss|other", frozenset({"klpd:K9"}))
DECIDED = Standing(SuspensionState.PROVISIONAL, FIRST, "klpd:K65", NOON + ALONE)


def test_one_person_suffices_for_72_hours() -> None:
    assert timedelta(hours=72) == ALONE
    assert DECIDED.now_is(NOON + ALONE - timedelta(seconds=1)) is SuspensionState.PROVISIONAL
    assert DECIDED.now_is(NOON + ALONE) is SuspensionState.LAPSED


@pytest.mark.parametrize(
    ("principal", "institutions", "may"),
    [
        ("iss|second", {"klpd:K9"}, True),
        ("iss|second", {"klpd:K9", "klpd:K10"}, True),
        ("iss|first", {"klpd:K9"}, False),
        ("iss|second", {"klpd:K3"}, False),
        ("iss|second", {"klpd:K3", "klpd:K9"}, False),
        ("iss|second", {"klpd:K65"}, False),
        ("iss|second", {"klpd:K65", "klpd:K9"}, False),
        ("iss|second", set(), False),
    ],
)
def test_another_person_of_a_third_institution_confirms(
    principal: str, institutions: set[str], may: bool
) -> None:
    assert DECIDED.may_confirm(Decider(principal, frozenset(institutions))) is may


WISHED = Standing(
    SuspensionState.LIFTING, FIRST, "klpd:K65", NOON + ALONE, Wish(OTHER, NOON + LIFT_WAITS)
)


@pytest.mark.parametrize("state", [*SuspensionState])
@pytest.mark.parametrize("step", [*Step])
def test_every_step_has_one_outcome(state: SuspensionState, step: Step) -> None:
    early = replace(WISHED, state=state).after(step, NOON)
    late = replace(WISHED, state=state).after(step, NOON + LIFT_WAITS)

    lifting, lifted = SuspensionState.LIFTING, SuspensionState.LIFTED
    expected = {
        (SuspensionState.PROVISIONAL, Step.CONFIRM): (SuspensionState.CONFIRMED, None),
        (SuspensionState.PROVISIONAL, Step.LAPSE): (None, SuspensionState.LAPSED),
        (SuspensionState.PROVISIONAL, Step.LIFT): (lifted, None),
        (SuspensionState.CONFIRMED, Step.PROPOSE_LIFT): (lifting, lifting),
        (SuspensionState.LIFTING, Step.PROPOSE_LIFT): (None, lifting),
        (SuspensionState.LIFTING, Step.LIFT): (lifted, None),
    }
    assert (early, late) == expected.get((state, step), (None, None))


def test_a_wish_to_lift_waits_seven_days_and_the_pause_stays() -> None:
    assert timedelta(days=7) == LIFT_WAITS
    assert WISHED.now_is(NOON + LIFT_WAITS - timedelta(seconds=1)) is SuspensionState.LIFTING
    assert WISHED.now_is(NOON + LIFT_WAITS) is SuspensionState.CONFIRMED
    assert SuspensionState.LIFTING in IN_EFFECT


@pytest.mark.parametrize(
    ("principal", "institutions", "step"),
    [
        ("iss|second", {"klpd:K3"}, Step.LIFT),
        ("iss|first", {"klpd:K3"}, Step.LIFT),
        ("iss|other", {"klpd:K3"}, None),
        ("iss|second", {"klpd:K9"}, None),
        ("iss|second", {"klpd:K3", "klpd:K9"}, None),
        ("iss|second", {"klpd:K65"}, None),
        ("iss|second", set(), None),
    ],
)
def test_another_person_of_a_third_institution_agrees_to_lift(
    principal: str, institutions: set[str], step: Step | None
) -> None:
    assert WISHED.way_out(Decider(principal, frozenset(institutions)), NOON) is step


def test_what_one_decided_one_ends_and_what_two_confirmed_takes_two() -> None:
    confirmed = replace(WISHED, state=SuspensionState.CONFIRMED, wish=None)

    assert DECIDED.way_out(OTHER, NOON) is Step.LIFT
    assert confirmed.way_out(OTHER, NOON) is Step.PROPOSE_LIFT
    assert WISHED.way_out(OTHER, NOON + LIFT_WAITS) is Step.PROPOSE_LIFT


PEOPLE = st.builds(
    Decider,
    st.sampled_from(["iss|a", "iss|b", "iss|c"]),
    st.frozensets(st.sampled_from(["klpd:K1", "klpd:K2", "klpd:K65"]), max_size=2),
)


@given(st.lists(st.tuples(PEOPLE, st.integers(0, 200)), max_size=8))
def test_however_often_they_ask_one_person_alone_never_lifts_what_two_confirmed(
    wishes: list[tuple[Decider, int]],
) -> None:
    standing, hours = replace(WISHED, state=SuspensionState.CONFIRMED, wish=None), 0
    for decider, later in wishes:
        hours += later
        now = NOON + timedelta(hours=hours)
        step = standing.way_out(decider, now)
        if step is Step.PROPOSE_LIFT:
            wish = Wish(decider, now + LIFT_WAITS)
            standing = replace(standing, state=SuspensionState.LIFTING, wish=wish)
        elif step is Step.LIFT:
            assert standing.wish is not None
            assert standing.wish.by.principal != decider.principal
            assert not standing.wish.by.institutions & decider.institutions
            assert now < standing.wish.ends_at
            return


STEPS = st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 200)), max_size=8)


@given(STEPS)
def test_whatever_happens_one_person_alone_never_pauses_beyond_72_hours(
    happenings: list[tuple[Step, int]],
) -> None:
    standing, hours, confirmed = DECIDED, 0, False
    for step, later in happenings:
        hours += later
        now = NOON + timedelta(hours=hours)
        after = standing.after(step, now)
        confirmed = confirmed or (step is Step.CONFIRM and after is not None)
        standing = replace(standing, state=after or standing.state)
        paused = standing.now_is(now) in (SuspensionState.PROVISIONAL, SuspensionState.CONFIRMED)
        assert confirmed or not paused or hours < 72


@given(STEPS)
def test_what_has_ended_stays_ended(happenings: list[tuple[Step, int]]) -> None:
    for ended in (SuspensionState.LAPSED, SuspensionState.LIFTED):
        standing = replace(DECIDED, state=ended)
        for step, hours in happenings:
            assert standing.after(step, NOON + timedelta(hours=hours)) is None


def test_the_holder_is_told_what_each_state_means_in_both_languages() -> None:
    assert set(TOLD) == set(SuspensionState)
    assert all(text.id != text.en for text in TOLD.values())
    assert "72 jam" in TOLD[SuspensionState.PROVISIONAL].id


@pytest.mark.parametrize(("days", "accepted"), [(-1, False), (0, True), (365, True), (366, False)])
def test_a_suspension_is_reviewed_within_a_year(days: int, accepted: bool) -> None:
    assert is_review_date(TODAY + timedelta(days=days), TODAY) is accepted

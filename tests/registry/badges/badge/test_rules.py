"""A badge needs every condition; what may happen to it is a small machine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.badges.badge.rules import (
    LIVE,
    Act,
    BadgeState,
    Candidate,
    Condition,
    Eligibility,
    PublicState,
    after,
    missing_conditions,
    public_state,
)

NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
READY = Candidate(
    control_proven=True,
    trained=True,
    eligibility=Eligibility("eligible", NOON + timedelta(days=30)),
    consent_given=True,
    pledge_accepted=True,
    officer_active=True,
    institution_may_badge=True,
    given_back=False,
    under_measure=False,
)
SPOILT = {
    Condition.CONTROL_PROVEN: {"control_proven": False},
    Condition.TRAINED: {"trained": False},
    Condition.ELIGIBLE: {"eligibility": None},
    Condition.CONSENT_GIVEN: {"consent_given": False},
    Condition.PLEDGE_ACCEPTED: {"pledge_accepted": False},
    Condition.OFFICER_ACTIVE: {"officer_active": False},
    Condition.INSTITUTION_MAY_BADGE: {"institution_may_badge": False},
    Condition.NOT_GIVEN_BACK: {"given_back": True},
    Condition.NO_OPEN_MEASURE: {"under_measure": True},
}


def test_who_meets_every_condition_lacks_none() -> None:
    assert missing_conditions(READY, NOON) == ()


@given(st.sets(st.sampled_from(list(Condition))))
def test_exactly_what_is_missing_is_named(missing: set[Condition]) -> None:
    candidate = READY
    for condition in missing:
        candidate = replace(candidate, **SPOILT[condition])  # type: ignore[arg-type]

    assert set(missing_conditions(candidate, NOON)) == missing


@pytest.mark.parametrize("decision", ["not_yet", "review", "insufficient_data", "", "ELIGIBLE"])
def test_only_the_word_eligible_counts(decision: str) -> None:
    candidate = replace(READY, eligibility=Eligibility(decision, NOON + YEAR))

    assert missing_conditions(candidate, NOON) == (Condition.ELIGIBLE,)


def test_eligibility_counts_until_it_lapses() -> None:
    assert Eligibility("eligible", NOON + timedelta(seconds=1)).in_force(NOON)
    assert not Eligibility("eligible", NOON).in_force(NOON)


ENDED = {BadgeState.EXPIRED, BadgeState.RETURNED}


@given(st.lists(st.sampled_from(list(Act)), max_size=12))
def test_no_act_brings_an_ended_badge_back(acts: list[Act]) -> None:
    state, ended = BadgeState.ACTIVE, False
    for act in acts:
        state = after(state, act) or state
        ended = ended or state in ENDED
        assert ended == (state in ENDED)


def test_only_a_suspended_badge_can_be_reinstated() -> None:
    able = {state for state in BadgeState if after(state, Act.REINSTATE)}

    assert able == {BadgeState.SUSPENDED}


@given(st.sampled_from(list(BadgeState)), st.integers(-1000, 1000))
def test_only_an_active_badge_in_force_is_official(state: BadgeState, days: int) -> None:
    word = public_state(state, NOON + timedelta(days=days), NOON)

    assert (word is PublicState.ACTIVE) == (state is BadgeState.ACTIVE and days > 0)
    assert (word is PublicState.ENDED) == (state not in LIVE or days <= 0)

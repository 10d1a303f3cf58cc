"""How long a badge is good for, every move it can make, and the words the API says it in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from registry.accounts.account.rules.lifecycle import AccountState
from registry.badges.badge.rules import (
    LIFE,
    LIVE,
    RENEWAL_WINDOW,
    TITLE,
    AccountFacts,
    Act,
    BadgeState,
    Condition,
    Eligibility,
    EndReason,
    PublicBadge,
    PublicState,
    after,
    missing_conditions,
)

NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
ID = UUID(int=1)
READY = AccountFacts(
    id=ID,
    officer_id=ID,
    institution="klpd:K65",
    kind="kementerian",
    platform="x",
    handle="contoh",
    handle_key="contoh",
    linked=True,
    decision="eligible",
    eligible_until=NOON + timedelta(days=1),
    officer_state="active",
    pledged=True,
    consents=["programme", "audience_analysis"],
    trained_until=NOON.date(),
    carries_badge=False,
    given_back=False,
    under_measure=False,
)
MOVES = {
    ("active", "suspend"): "suspended",
    ("suspended", "reinstate"): "active",
    ("active", "expire"): "expired",
    ("suspended", "expire"): "expired",
    ("active", "return"): "returned",
    ("suspended", "return"): "returned",
}


def test_a_badge_is_good_for_365_days_and_renewable_in_its_last_30() -> None:
    assert datetime(2027, 2, 2, 12, tzinfo=UTC) == NOON + LIFE
    assert timedelta(days=30) == RENEWAL_WINDOW
    assert TITLE == "Humas pemerintah (GPR officer)"


@pytest.mark.parametrize("state", BadgeState)
@pytest.mark.parametrize("act", Act)
def test_these_are_all_the_moves_of_a_badge(state: BadgeState, act: Act) -> None:
    assert after(state, act) == MOVES.get((state.value, act.value))


def test_the_words_are_those_of_the_api() -> None:
    assert [*BadgeState] == ["active", "suspended", "expired", "returned"]
    assert [*PublicState] == ["active", "paused", "ended", "never", "unknown_platform"]
    assert [*Act] == ["suspend", "reinstate", "expire", "return"]
    assert [*LIVE] == ["active", "suspended"]
    assert [*EndReason] == [
        "expired",
        "returned_by_holder",
        "account_unlinked",
        "account_renamed",
        "consent_withdrawn",
    ]
    assert [*Condition] == [
        "control_proven",
        "trained",
        "eligible",
        "consent_given",
        "pledge_accepted",
        "officer_active",
        "institution_may_badge",
        "not_given_back",
        "no_open_measure",
    ]


@pytest.mark.parametrize(
    ("decision", "until", "word"),
    [
        ("eligible", NOON, Eligibility("eligible", NOON)),
        (None, NOON, None),
        ("eligible", None, None),
        (None, None, None),
    ],
)
def test_an_account_without_a_whole_decision_has_no_eligibility(
    decision: str | None, until: datetime | None, word: Eligibility | None
) -> None:
    facts = replace(READY, decision=decision, eligible_until=until)

    assert facts.eligibility == word


@pytest.mark.parametrize(
    ("state", "seconds", "word"),
    [
        (BadgeState.ACTIVE, 1, PublicState.ACTIVE),
        (BadgeState.SUSPENDED, 1, PublicState.PAUSED),
        (BadgeState.SUSPENDED, 0, PublicState.ENDED),
        (BadgeState.ACTIVE, 0, PublicState.ENDED),
    ],
)
def test_a_badge_says_its_state_in_the_publics_words(
    state: BadgeState, seconds: int, word: PublicState
) -> None:
    until = NOON + timedelta(seconds=seconds)
    badge = PublicBadge(
        ID, "x", "contoh", "contoh", state, AccountState.LINKED, NOON, until, "klpd:K65", {}
    )

    assert badge.word(NOON) is word


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, []),
        ({"linked": False}, ["control_proven"]),
        ({"trained_until": None}, ["trained"]),
        ({"trained_until": NOON.date() - timedelta(days=1)}, ["trained"]),
        ({"eligible_until": None}, ["eligible"]),
        ({"consents": ["programme"]}, ["consent_given"]),
        ({"consents": ["audience_analysis"]}, ["consent_given"]),
        ({"pledged": False}, ["pledge_accepted"]),
        ({"officer_state": "paused"}, ["officer_active"]),
        ({"kind": "polri"}, ["institution_may_badge"]),
        ({"given_back": True}, ["not_given_back"]),
        ({"under_measure": True}, ["no_open_measure"]),
    ],
)
def test_each_fact_of_an_account_speaks_to_its_own_condition(
    changed: dict[str, Any], missing: list[str]
) -> None:
    candidate = replace(READY, **changed).candidate(NOON.date())

    assert [*missing_conditions(candidate, NOON)] == missing

"""What is known of an account and its officer, put to each condition."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from registry.badges.badge.rules import (
    LIVE,
    TRANSITIONS,
    AccountFacts,
    Act,
    BadgeState,
    Candidate,
    Condition,
    Eligibility,
    PublicBadge,
    Transition,
    missing_conditions,
)

TODAY = date(2026, 2, 2)
NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)
SOON = NOON + timedelta(days=1)
READY = AccountFacts(
    id=UUID(int=1),
    officer_id=UUID(int=2),
    institution="klpd:K00001",
    kind="kementerian",
    platform="x",
    handle="contoh",
    handle_key="contoh",
    linked=True,
    decision="eligible",
    eligible_until=SOON,
    officer_state="active",
    pledged=True,
    consents=["audience_analysis", "programme"],
    trained_until=TODAY,
    carries_badge=False,
    given_back=False,
    under_measure=False,
)


def test_what_is_known_becomes_what_is_asked() -> None:
    assert READY.candidate(TODAY) == Candidate(
        control_proven=True,
        trained=True,
        eligibility=Eligibility("eligible", SOON),
        consent_given=True,
        pledge_accepted=True,
        officer_active=True,
        institution_may_badge=True,
        given_back=False,
        under_measure=False,
    )


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({"linked": False}, Condition.CONTROL_PROVEN),
        ({"trained_until": None}, Condition.TRAINED),
        ({"trained_until": TODAY - timedelta(days=1)}, Condition.TRAINED),
        ({"decision": None}, Condition.ELIGIBLE),
        ({"eligible_until": None}, Condition.ELIGIBLE),
        ({"eligible_until": NOON}, Condition.ELIGIBLE),
        ({"consents": ["programme"]}, Condition.CONSENT_GIVEN),
        ({"consents": ["audience_analysis"]}, Condition.CONSENT_GIVEN),
        ({"consents": []}, Condition.CONSENT_GIVEN),
        ({"pledged": False}, Condition.PLEDGE_ACCEPTED),
        ({"officer_state": "provisioned"}, Condition.OFFICER_ACTIVE),
        ({"officer_state": "withdrawn"}, Condition.OFFICER_ACTIVE),
        ({"kind": "bumn"}, Condition.INSTITUTION_MAY_BADGE),
        ({"kind": "perguruan_tinggi"}, Condition.INSTITUTION_MAY_BADGE),
        ({"given_back": True}, Condition.NOT_GIVEN_BACK),
        ({"under_measure": True}, Condition.NO_OPEN_MEASURE),
    ],
)
def test_each_fact_speaks_to_its_own_condition(
    known: dict[str, object], missing: Condition
) -> None:
    facts = replace(READY, **known)  # type: ignore[arg-type]

    assert missing_conditions(facts.candidate(TODAY), NOON) == (missing,)


def test_a_consent_that_no_badge_asks_for_does_no_harm() -> None:
    more = replace(READY, consents=[*READY.consents, "newsletter"])

    assert more.candidate(TODAY).consent_given


def test_what_each_act_needs_and_makes_of_a_badge() -> None:
    assert LIVE == (BadgeState.ACTIVE, BadgeState.SUSPENDED)
    assert {
        Act.SUSPEND: Transition((BadgeState.ACTIVE,), BadgeState.SUSPENDED),
        Act.REINSTATE: Transition((BadgeState.SUSPENDED,), BadgeState.ACTIVE),
        Act.EXPIRE: Transition(LIVE, BadgeState.EXPIRED),
        Act.RETURN: Transition(LIVE, BadgeState.RETURNED),
    } == TRANSITIONS


def test_a_row_becomes_a_public_badge_with_or_without_codes() -> None:
    row = {
        "id": UUID(int=1),
        "platform": "x",
        "handle": "contoh",
        "handle_key": "contoh",
        "state": "returned",
        "account_state": "linked",
        "valid_from": NOON,
        "valid_until": SOON,
        "institution": "Kementerian Uji",
        "codes": None,
    }

    bare, coded = PublicBadge.of(row), PublicBadge.of({**row, "codes": {"bkn": "3018"}})

    assert (bare.state, bare.codes) == (BadgeState.RETURNED, {})
    assert coded.codes == {"bkn": "3018"}

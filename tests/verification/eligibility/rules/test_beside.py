"""What counts beside an account's own weeks: the holder's other accounts, and chance."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.verification import given
from verification.eligibility.rules.assessment import judge
from verification.eligibility.rules.beside import ALONE, Beside, is_drawn
from verification.eligibility.rules.engines import present
from verification.eligibility.rules.facts import Facts
from verification.eligibility.rules.verdicts import Decision, Verdict
from verification.findings.rules import NOTHING
from verification.policies.rules import ANNOUNCED, AccountsNeeded, Comparator, Policy

ALL = replace(ANNOUNCED, accounts_needed=AccountsNeeded.ALL)
RUN, ACCOUNT = UUID(int=1), UUID(int=2)


def judged(beside: Beside, policy: Policy, audience: int = 612) -> Verdict:
    facts = Facts(given.history(given.calm_readings(audience=audience)), NOTHING, beside)
    return judge([facts], policy=policy, engine=present())[0]


def numbers(verdict: Verdict, code: str) -> object:
    return {reason.code: reason.numbers for reason in verdict.reasons}.get(code)


@pytest.mark.parametrize(
    ("comparator", "audience", "decision"),
    [
        (Comparator.AT_LEAST, 499, Decision.NOT_YET),
        (Comparator.AT_LEAST, 500, Decision.ELIGIBLE),
        (Comparator.AT_LEAST, 501, Decision.ELIGIBLE),
        (Comparator.MORE_THAN, 499, Decision.NOT_YET),
        (Comparator.MORE_THAN, 500, Decision.NOT_YET),
        (Comparator.MORE_THAN, 501, Decision.ELIGIBLE),
    ],
)
def test_499_500_and_501_under_each_comparator(
    comparator: Comparator, audience: int, decision: Decision
) -> None:
    verdict = judged(ALONE, replace(ANNOUNCED, comparator=comparator), audience)

    assert verdict.decision is decision


def test_one_missing_follower_is_told_under_more_than() -> None:
    verdict = judged(ALONE, replace(ANNOUNCED, comparator=Comparator.MORE_THAN), 500)

    assert numbers(verdict, "audience_below_minimum") == {
        "missing": 1,
        "low": 500,
        "high": 500,
        "minimum": 501,
    }


def test_any_one_account_is_enough() -> None:
    assert judged(ALONE, ANNOUNCED).decision is Decision.ELIGIBLE


@pytest.mark.parametrize(
    ("audiences", "lacking"),
    [
        ({}, "facebook, x"),
        ({"x": (499, 500)}, "facebook"),
        ({"x": (500,), "facebook": (499,)}, "facebook"),
        ({"instagram": (900,), "x": (500,)}, "facebook"),
        ({"x": (500,), "facebook": (500,)}, None),
    ],
)
def test_all_platforms_are_told_where_they_are_lacking(
    audiences: dict[str, tuple[int, ...]], lacking: str | None
) -> None:
    verdict = judged(Beside(audiences), ALL)

    assert numbers(verdict, "other_platforms_lacking") == (lacking and {"platforms": lacking})
    assert verdict.decision is (Decision.NOT_YET if lacking else Decision.ELIGIBLE)


def test_a_draw_means_no_doubt() -> None:
    verdict = judged(Beside(drawn=True), ANNOUNCED)

    assert numbers(verdict, "drawn_for_recheck") == {}
    assert verdict.decision is Decision.ELIGIBLE


def test_chance_draws_the_share_that_was_announced() -> None:
    drawn = sum(is_drawn(RUN, UUID(int=at), 0.05) for at in range(20_000))

    assert 900 < drawn < 1100


@pytest.mark.parametrize(("share", "drawn"), [(0.0, False), (1.0, True)])
def test_none_and_all_are_exact(share: float, drawn: bool) -> None:
    assert is_drawn(RUN, ACCOUNT, share) is drawn
    assert is_drawn(ACCOUNT, RUN, share) is drawn


def test_each_run_draws_anew() -> None:
    first, second = (
        [is_drawn(UUID(int=run), UUID(int=at), 0.5) for at in range(64)] for run in (7, 8)
    )

    assert first != second

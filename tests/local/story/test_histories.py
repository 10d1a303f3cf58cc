"""The histories of the story are judged as they were made, real and simulated."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from local.story import histories
from local.story.cast import Plan
from local.story.histories import PANEL, WEEKS, Week, history, labels, purchase_week
from shared.calendar import IsoWeek
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.verdicts import Verdict
from verification.growth.rules.histories import History, Reading
from verification.growth.rules.reference import shipped_reference
from verification.policies.rules import ANNOUNCED

LAST = date(2026, 11, 20)
COUNT = 60


@pytest.fixture(params=["panel", "simulator"])
def source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    if name == "simulator":
        monkeypatch.setattr(histories, "PANEL", Path("/nowhere"))
    elif not PANEL.exists():
        pytest.skip("the panel of real histories is not beside this checkout")
    return name


def verdicts(plan: Plan) -> list[Verdict]:
    dice = Random(7)
    accounts = [made(str(number), plan, dice) for number in range(COUNT)]
    return assess(accounts, policy=ANNOUNCED, reference=shipped_reference())


def made(name: str, plan: Plan, dice: Random) -> History:
    return history_of(name, history(plan, dice, LAST))


def history_of(name: str, weeks: list[Week]) -> History:
    readings = [
        Reading(IsoWeek.parse(w.label).monday, w.audience, w.engagement, w.posts) for w in weeks
    ]
    return History(name, "x", readings[-1].week, tuple(readings))


@pytest.mark.parametrize(
    ("plan", "decision"),
    [(Plan.SMALL, "not_yet"), (Plan.BOUGHT, "review"), (Plan.NEW, "insufficient_data")],
)
def test_a_planned_history_is_seen_through(source: str, plan: Plan, decision: str) -> None:
    assert {verdict.decision for verdict in verdicts(plan)} == {decision}


@pytest.mark.parametrize("plan", [Plan.FOLLOWED, Plan.DIPPED])
def test_nobody_is_accused_of_what_colleagues_or_a_platform_did(source: str, plan: Plan) -> None:
    assert {(v.decision.value, v.growth.flagged) for v in verdicts(plan)} == {("eligible", False)}


def test_a_purchase_is_found_by_its_week(source: str) -> None:
    dice = Random(7)
    for number in range(COUNT):
        weeks = history(Plan.BOUGHT, dice, LAST)
        verdict = assess(
            [history_of(str(number), weeks)], policy=ANNOUNCED, reference=shipped_reference()
        )[0]
        named = {str(IsoWeek.of(flag.week)) for flag in verdict.growth.flagged_weeks}
        assert purchase_week(weeks) in named


def test_natural_histories_are_eligible_but_for_a_few(source: str) -> None:
    decisions = [verdict.decision for verdict in verdicts(Plan.NATURAL)]

    assert decisions.count(decisions[0].ELIGIBLE) >= 0.9 * COUNT


def test_a_history_has_26_weeks_in_a_row() -> None:
    weeks = labels(date(2027, 1, 5), WEEKS)

    assert len(set(weeks)) == WEEKS
    assert weeks[-2:] == ["2026-W53", "2027-W01"]


def test_chance_asks_for_a_look_at_few_whom_colleagues_followed(source: str) -> None:
    """The story plays eight and lets two of them wait for a person."""
    dice = Random(11)
    accounts = [made(str(number), Plan.FOLLOWED, dice) for number in range(10 * COUNT)]

    judged = assess(accounts, policy=ANNOUNCED, reference=shipped_reference())

    assert sum(verdict.growth.flagged for verdict in judged) <= 0.01 * len(judged)

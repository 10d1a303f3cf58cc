"""The growth screen on series one can picture, and on series nobody would."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from tests.verification import given
from verification.growth.rules.histories import DeclaredEvent, History, Reading
from verification.growth.rules.reference_1_1 import shipped_reference
from verification.growth.rules.screen_1_1 import screen
from verification.growth.rules.screened import Screened

REFERENCE = shipped_reference()


def finding(readings: list[Reading], *declared: DeclaredEvent) -> Screened:
    history = History("a", "instagram", given.WEEK, tuple(readings), declared)
    return screen([history], alpha=0.01, reference=REFERENCE)[0]


def test_calm_growth_is_natural() -> None:
    calm = finding(given.calm_readings())
    assert (calm.judged, calm.flagged, calm.unexplained_gain) == (True, False, 0)


def test_a_silent_burst_is_flagged_in_its_week_with_its_size() -> None:
    bought = finding(given.bought_readings(bought=300))
    assert bought.flagged
    assert [flag.week for flag in bought.flagged_weeks] == [given.WEEK - timedelta(weeks=9)]
    assert 295 <= bought.unexplained_gain <= 305


def test_a_burst_that_vanishes_again_is_more_unusual_than_one_that_stays() -> None:
    stays = given.bought_readings(bought=60)
    purged = [
        Reading(r.week, r.audience - 50, r.engagement, r.posts) if at >= 20 else r
        for at, r in enumerate(stays)
    ]
    assert finding(purged).score > finding(stays).score
    assert finding(purged).lost_again >= 40


def test_a_steady_drip_is_flagged() -> None:
    drip = [
        Reading(r.week, r.audience + 25 * min(max(at - 10, 0), 8), r.engagement, r.posts)
        for at, r in enumerate(given.calm_readings())
    ]
    assert finding(drip).flagged
    assert len(finding(drip).flagged_weeks) >= 6


def test_a_rise_that_engagement_explains_is_less_unusual() -> None:
    silent = given.bought_readings(bought=40)
    loud = [
        Reading(r.week, r.audience, (r.engagement or 0) * (12 if at == 16 else 1), r.posts)
        for at, r in enumerate(silent)
    ]
    assert finding(loud).p_value > finding(silent).p_value


def test_a_declared_event_mutes_its_week() -> None:
    week = given.WEEK - timedelta(weeks=9)
    explained = finding(given.bought_readings(), DeclaredEvent(week, "training"))
    assert (explained.flagged, explained.muted_weeks) == (False, 2)


def test_an_event_of_long_ago_or_of_the_future_mutes_nothing() -> None:
    for weeks in (-200, 3):
        event = DeclaredEvent(given.WEEK + timedelta(weeks=weeks), "training")
        assert finding(given.bought_readings(), event).flagged


def test_seven_readings_are_not_judged_and_eight_are() -> None:
    assert not finding(given.calm_readings(weeks=7)).judged
    assert finding(given.calm_readings(weeks=8)).judged


def test_a_gap_is_growth_over_several_weeks_not_a_burst() -> None:
    steady = [
        Reading(week, 600 + 20 * at, 40.0, 2)
        for at, week in enumerate(given.weeks_before(given.WEEK, 26))
    ]
    assert not finding([r for at, r in enumerate(steady) if not 8 <= at < 14]).flagged


def test_an_empty_block_is_no_trouble() -> None:
    assert screen([], alpha=0.01, reference=REFERENCE) == []


readings = st.dictionaries(
    st.integers(0, 70),
    st.tuples(
        st.integers(0, 2_147_483_647) | st.integers(0, 3),
        st.none() | st.floats(0, 1e12),
    ),
    max_size=60,
)


def any_history(series: dict[int, tuple[int, float | None]]) -> History:
    weeks = [
        Reading(given.WEEK - timedelta(weeks=back), audience, engagement)
        for back, (audience, engagement) in sorted(series.items(), reverse=True)
    ]
    return History("a", "x", given.WEEK, tuple(weeks))


@settings(max_examples=150, deadline=None)
@anything(readings)
def test_no_series_breaks_the_screen(series: dict[int, tuple[int, float | None]]) -> None:
    result = screen([any_history(series)], alpha=0.01, reference=REFERENCE)[0]
    assert 0 < result.p_value <= 1
    assert np.isfinite(result.score)
    assert result.score >= 0
    assert bool(result.flagged_weeks) == result.flagged


@settings(max_examples=40, deadline=None)
@anything(st.lists(readings, min_size=2, max_size=9))
def test_company_and_order_change_no_bit(
    many: list[dict[int, tuple[int, float | None]]],
) -> None:
    histories = [any_history(series) for series in many]
    together = screen(histories, alpha=0.01, reference=REFERENCE)
    alone = [screen([h], alpha=0.01, reference=REFERENCE)[0] for h in histories]
    backwards = screen(histories[::-1], alpha=0.01, reference=REFERENCE)[::-1]
    assert together == alone == backwards


def test_constant_and_rounded_series_are_natural() -> None:
    weeks = given.weeks_before(given.WEEK, 26)
    for level in (0, 1, 500, 12_300):
        assert not finding([Reading(week, level, 0.0, 0) for week in weeks]).flagged


def test_a_week_a_person_has_looked_at_is_passed_over_and_is_no_declared_event() -> None:
    history = given.history(given.bought_readings())
    (flag,) = screen([history], alpha=0.01, reference=REFERENCE)[0].flagged_weeks
    seen = replace(history, looked_at=frozenset([flag.week]))
    left = screen([seen], alpha=0.01, reference=REFERENCE)[0]

    assert (left.judged, left.flagged, left.flagged_weeks) == (True, False, ())
    assert left.muted_weeks == 0


def test_what_left_may_be_that_of_a_week_looked_at() -> None:
    bought = given.bought_readings()
    left = [replace(r, audience=r.audience - 200) for r in bought[-5:]]
    history = given.history([*bought[:-5], *left])
    seen = replace(history, looked_at=frozenset([given.WEEK - timedelta(weeks=20)]))
    before, after = screen([history, seen], alpha=0.01, reference=REFERENCE)

    assert after.flagged_weeks == before.flagged_weeks
    assert 195 <= before.lost_again <= 205
    assert after.lost_again == 0


def test_growth_beyond_every_number_is_judged_like_any_other() -> None:
    weeks = (51, 50, 49, 48, 47, 46, 45, 44, 3, 2)
    readings = [
        Reading(given.WEEK - timedelta(weeks=back), (0, 2_147_483_647)[at % 2])
        for at, back in enumerate(weeks)
    ]
    result = screen([given.history(readings)], alpha=0.01, reference=REFERENCE)[0]

    assert result.judged
    assert 0 < result.p_value <= 1
    assert np.isfinite(result.score)

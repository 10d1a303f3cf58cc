"""Time that passes without a reading changes nothing, and one more week changes little."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from tests.verification import given
from verification.growth.rules.histories import DeclaredEvent, History, Reading
from verification.growth.rules.reference_1_1 import NaturalScores, shipped_reference
from verification.growth.rules.screen_1_1 import screen
from verification.growth.rules.screened import Screened

REFERENCE = shipped_reference()
MOST_BY_LENGTH = 0.0025
"""Two neighbouring tables differ by 0.0096 at most at any score above 0, over four weeks or more
(measured: 0.0024 a week). A quarter of what is flagged at all, so nobody jumps across."""
MOST_BY_ONE_WEEK = 0.002
"""Of a purchase of a tenth of the audience: the new week also shifts the account's own median and
noise a little (measured on 60 accounts over 28 weeks: 0.0014)."""

series = st.dictionaries(
    st.integers(0, 70), st.tuples(st.integers(0, 5000), st.none() | st.floats(0, 1e6)), max_size=60
)


def judged(history: History) -> Screened:
    return screen([history], alpha=0.01, reference=REFERENCE)[0]


def later(history: History, weeks: int) -> History:
    return replace(history, as_of=history.as_of + timedelta(weeks=weeks))


def account(seed: int, *, bought: int = 0, weeks: int = 53) -> list[Reading]:
    """Natural weeks, with followers bought in the 21st of them."""
    chance, level, readings = random.Random(seed), 600, []
    for at in range(weeks):
        level += chance.choice([0, 1, 1, 2, 3]) + (bought if at == 20 else 0)
        week = given.WEEK + timedelta(weeks=at)
        readings.append(Reading(week, level, float(chance.randint(30, 60)), 2))
    return readings


def until(readings: list[Reading], count: int) -> History:
    return History("a", "x", readings[count - 1].week, tuple(readings[:count]))


@settings(max_examples=120, deadline=None)
@anything(series, st.integers(0, 300))
def test_missed_weeks_after_the_newest_reading_change_nothing_at_all(
    weeks: dict[int, tuple[int, float | None]], missed: int
) -> None:
    readings = [
        Reading(given.WEEK - timedelta(weeks=back), audience, engagement)
        for back, (audience, engagement) in sorted(weeks.items(), reverse=True)
    ]
    history = given.history(readings)

    assert judged(later(history, missed)) == judged(history)


def test_a_declared_event_stays_in_its_week_when_weeks_are_missed() -> None:
    event = DeclaredEvent(given.WEEK - timedelta(weeks=9), "training")
    declared = replace(given.history(given.bought_readings()), declared_events=(event,))

    assert judged(later(declared, 3)) == judged(declared)
    assert judged(declared).muted_weeks == 2


def test_readings_older_than_a_year_before_the_newest_are_left_out() -> None:
    old = Reading(given.WEEK - timedelta(weeks=52), 5, 1.0, 1)
    year = given.calm_readings(weeks=52)

    assert judged(given.history([old, *year])) == judged(given.history(year))


def test_a_reading_of_51_weeks_before_the_newest_still_counts() -> None:
    year = given.calm_readings(weeks=52)
    first = replace(year[0], audience=5)

    assert judged(given.history([first, *year[1:]])) != judged(given.history(year))


@settings(max_examples=300, deadline=None)
@anything(st.floats(0, 40), st.integers(8, 51), st.booleans())
def test_a_week_more_of_history_moves_the_p_value_of_a_score_by_little(
    score: float, span: int, engaged: bool
) -> None:
    spans = np.array([span, span + 1])
    values, counts = REFERENCE.p_values(np.array([score, score]), spans, np.array([engaged] * 2))

    assert abs(values[1] - values[0]) <= MOST_BY_LENGTH
    assert abs(counts[1] - counts[0]) <= 300


def test_between_two_lengths_of_the_reference_the_nearer_one_weighs_more() -> None:
    score, has = np.array([3.0] * 4), np.array([True] * 4)
    values, counts = REFERENCE.p_values(score, np.array([26, 27, 38, 39]), has)

    step = (values[3] - values[0]) / 13
    assert values[1] == pytest.approx(values[0] + step)
    assert values[2] == pytest.approx(values[3] - step)
    assert counts.tolist() == [10_000, 9_718, 6_618, 6_336]


def test_lengths_outside_the_reference_use_its_ends() -> None:
    score, has = np.array([1.0] * 4), np.array([False] * 4)
    values, _ = REFERENCE.p_values(score, np.array([1, 8, 52, 60]), has)

    assert values[0] == values[1]
    assert values[2] == values[3]


def test_a_score_below_every_natural_one_but_above_0_ranks_after_them() -> None:
    natural = NaturalScores(99, np.array([5.0, 4.0]), np.array([1, 2]))

    assert natural.p_values(np.array([4.0, 3.9, 0.1, 0.0])).tolist() == [0.03, 0.03, 0.03, 1.0]


@pytest.mark.parametrize("bought", [60, 300])
def test_one_more_natural_week_moves_the_p_value_of_a_purchase_by_little(bought: int) -> None:
    histories = [
        until(readings, count)
        for readings in (account(seed, bought=bought) for seed in range(8))
        for count in range(24, 53)
    ]
    values = np.array([f.p_value for f in screen(histories, alpha=0.01, reference=REFERENCE)])
    by_account = values.reshape(8, 29)

    assert np.abs(np.diff(by_account, axis=1)).max() <= MOST_BY_ONE_WEEK
    assert by_account.max() <= 0.01


def test_half_a_year_of_natural_weeks_does_not_take_the_flag_off_a_purchase() -> None:
    readings = account(1, bought=300)

    assert judged(until(readings, 26)).flagged
    assert judged(until(readings, 52)).flagged
    assert [f.week for f in judged(until(readings, 52)).flagged_weeks] == [date(2027, 4, 5)]


@pytest.mark.parametrize("seed", range(4))
def test_a_slow_purchase_after_an_explained_rise_looks_as_if_that_size_had_been_there_always(
    seed: int,
) -> None:
    drip = [
        replace(r, audience=r.audience + 60 * min(max(at - 34, 0), 6))
        for at, r in enumerate(account(seed, weeks=46))
    ]
    risen = [replace(r, audience=r.audience + 3000 * (at >= 20)) for at, r in enumerate(drip)]
    always = [replace(r, audience=r.audience + 3000) for r in drip]
    seen = frozenset([risen[20].week])

    after = judged(replace(until(risen, 46), looked_at=seen))
    assert after.flagged
    assert after.p_value == pytest.approx(judged(until(always, 46)).p_value, abs=0.0005)

"""The growth judgement on lives one can picture: whom it asks a person to look at, and whom not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.verification import given
from tests.verification.growth.weeks import account, judged, more, until, week
from verification.growth.rules.histories import DeclaredEvent, PlatformWeek, Reading
from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.screen import screen

SEEDS = pytest.mark.parametrize("seed", range(3))


@SEEDS
@pytest.mark.parametrize("weeks", [8, 12, 26, 52])
def test_calm_growth_is_natural(seed: int, weeks: int) -> None:
    calm = judged(account(seed, weeks=weeks))

    assert (calm.judged, calm.flagged, calm.unexplained_gain, calm.doubtful) == (True, False, 0, 0)
    assert calm.p_value > 0.15


@SEEDS
@pytest.mark.parametrize("share", [0.05, 0.15, 0.3])
def test_colleagues_who_follow_each_other_after_a_training_are_not_flagged(
    seed: int, share: float
) -> None:
    friends = more(account(seed), [800 * share], at=30, react=1.0)

    assert not judged(friends).flagged


@SEEDS
@pytest.mark.parametrize("bought", [300, 900])
def test_a_silent_burst_is_found_in_its_week_with_its_size(seed: int, bought: int) -> None:
    found = judged(more(account(seed), [bought], at=30))

    assert found.flagged
    assert [flag.week for flag in found.flagged_weeks] == [week(30)]
    assert found.unexplained_gain == pytest.approx(bought, abs=12)
    assert found.doubtful >= bought - 6


@SEEDS
@pytest.mark.parametrize("share", [0.03, 0.1, 0.3])
def test_a_week_read_too_low_and_then_as_before_is_not_flagged(seed: int, share: float) -> None:
    readings = account(seed)
    low = replace(readings[30], audience=round(readings[30].audience * (1 - share)))

    assert not judged([*readings[:30], low, *readings[31:]]).flagged


@SEEDS
def test_a_purge_given_back_after_three_weeks_is_not_flagged(seed: int) -> None:
    assert not judged(more(account(seed), [-64, -64, -64, 0], at=30)).flagged


@SEEDS
@pytest.mark.parametrize("share", [0.03, 0.08])
def test_a_purge_by_the_platform_is_not_flagged(seed: int, share: float) -> None:
    assert not judged(more(account(seed), [-800 * share], at=30)).flagged


@SEEDS
@pytest.mark.parametrize("times", [1, 10])
def test_rounded_counts_are_not_flagged(seed: int, times: int) -> None:
    rounded = [
        replace(r, audience=round(r.audience * times, -2))
        for r in account(seed, audience=1500)
    ]  # fmt: skip

    assert not judged(rounded).flagged


@SEEDS
def test_a_steady_drip_is_found_with_most_of_its_weeks(seed: int) -> None:
    drip = judged(more(account(seed), [40 * at for at in range(1, 11)], at=25))

    assert drip.flagged
    weeks = [flag.week for flag in drip.flagged_weeks]
    assert {*weeks} >= {week(at) for at in range(25, 35)}
    assert drip.unexplained_gain == pytest.approx(400, rel=0.2)


@SEEDS
def test_a_purchase_of_which_most_is_taken_away_again_is_found_and_what_left_is_told(
    seed: int,
) -> None:
    purged = judged(more(account(seed), [400, 400, 400, 100], at=25))

    assert purged.flagged
    assert purged.lost_again == pytest.approx(300, abs=15)
    assert 95 <= purged.doubtful <= 200


@SEEDS
def test_a_purchase_is_known_a_year_later_although_nothing_else_happened(seed: int) -> None:
    known = judged(more(account(seed, weeks=104), [500], at=30))

    assert known.flagged
    assert [flag.week for flag in known.flagged_weeks] == [week(30, weeks=104)]
    assert known.doubtful >= 490


@SEEDS
def test_no_natural_week_of_the_next_year_washes_a_flag_away(seed: int) -> None:
    bought = more(account(seed, weeks=90), [600], at=30)

    assert all(judged(until(bought, count)).flagged for count in range(36, 91, 3))


@SEEDS
@pytest.mark.parametrize("missed", [1, 7, 12, 40])
def test_silence_washes_no_flag_away(seed: int, missed: int) -> None:
    bought = more(account(seed), [400], at=44)
    late = replace(bought[-1], week=bought[-1].week + timedelta(weeks=missed))

    assert judged(bought).flagged
    assert judged([*bought[:-1], late]).flagged


def test_a_year_without_enough_readings_washes_no_flag_away() -> None:
    bought = more(account(), [400], at=30)
    late = [replace(bought[-1], week=bought[-1].week + timedelta(weeks=n)) for n in (51, 52, 53)]
    found = judged([*bought, *late])

    assert (found.judged, found.flagged) == (False, True)
    assert [flag.week for flag in found.flagged_weeks] == [week(30)]


def declared(*weeks: int) -> tuple[DeclaredEvent, ...]:
    return tuple(DeclaredEvent(week(at), "training") for at in weeks)


@SEEDS
def test_a_declared_event_explains_no_more_than_its_plausible_size(seed: int) -> None:
    told = judged(more(account(seed), [900], at=30), declared_events=declared(30))

    assert told.flagged
    assert told.explained == pytest.approx(0.2 * 850, abs=20)
    assert told.unexplained_gain == pytest.approx(900 - told.explained, abs=12)


@SEEDS
def test_events_declared_for_every_week_hide_no_drip(seed: int) -> None:
    drip = more(account(seed), [80 * at for at in range(1, 11)], at=25)
    told = judged(drip, declared_events=declared(*range(52)))

    assert told.flagged
    assert told.explained <= 0.3 * 830


def test_a_small_rise_at_a_declared_event_is_explained() -> None:
    told = judged(more(account(), [100], at=30), declared_events=declared(30))

    assert not told.flagged
    assert 95 <= told.explained <= 110


@SEEDS
@pytest.mark.parametrize("share", [-0.3, -0.08, 0.05, 0.09])
def test_a_week_the_platform_disturbed_flags_nobody(seed: int, share: float) -> None:
    jolted = more(account(seed), [800 * share], at=30)

    assert not judged(jolted, platform_weeks=(PlatformWeek(week(30), "purge"),)).flagged


def test_a_disturbed_week_is_no_cover_for_a_large_purchase() -> None:
    bought = more(account(), [800], at=30)

    assert judged(bought, platform_weeks=(PlatformWeek(week(30), "purge"),)).flagged


def test_a_week_a_person_has_looked_at_is_passed_over() -> None:
    bought = more(account(), [400], at=30)
    seen = judged(bought, looked_at=frozenset([week(30)]))

    assert judged(bought).flagged
    assert (seen.judged, seen.flagged, seen.flagged_weeks, seen.doubtful) == (True, False, (), 0)


def test_a_second_purchase_after_one_that_was_looked_at_is_found() -> None:
    twice = more(more(account(), [400], at=20), [500], at=40)
    found = judged(twice, looked_at=frozenset([week(20)]))

    assert [flag.week for flag in found.flagged_weeks] == [week(40)]


def test_seven_readings_are_not_judged_and_eight_are() -> None:
    assert not judged(account(weeks=7)).judged
    assert judged(account(weeks=8)).judged


def test_a_gap_is_growth_over_several_weeks() -> None:
    steady = [
        Reading(monday, 600 + 20 * at, 40.0, 2)
        for at, monday in enumerate(given.weeks_before(given.WEEK, 26))
    ]

    assert not judged([r for at, r in enumerate(steady) if not 8 <= at < 14]).flagged


@pytest.mark.parametrize("level", [0, 1, 500, 12_300])
def test_an_audience_that_never_changes_is_natural(level: int) -> None:
    weeks = given.weeks_before(given.WEEK, 26)

    assert not judged([Reading(monday, level, 0.0, 0) for monday in weeks]).flagged


def test_nobody_at_all_is_no_trouble() -> None:
    assert screen([], alpha=0.01, reference=shipped_reference()) == []

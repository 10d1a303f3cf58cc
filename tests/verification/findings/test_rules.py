"""What is remembered of a flag, and what a person's look changes."""

from datetime import date, timedelta

from hypothesis import given as anything
from hypothesis import strategies as st

from verification.findings.rules import NOTHING, FindingState, Memory, Waiting
from verification.growth.rules.screened import NOT_JUDGED, FlaggedWeek, Screened

FIRST, SECOND, JUDGED = date(2026, 9, 14), date(2026, 10, 5), date(2026, 11, 16)
LOOKED = date(2026, 11, 25)


def flagged(*weeks: date, gain: int = 300, lost: int = 0) -> Screened:
    flags = tuple(FlaggedWeek(week, gain, 7) for week in weeks)
    return Screened(True, 9.5, 0.0004, True, flags, lost, 10_000, 0)


def test_states_are_part_of_the_contract() -> None:
    assert [state.value for state in FindingState] == ["open", "closed"]


def test_a_flag_opens_a_finding_that_names_its_weeks_and_what_they_brought() -> None:
    memory = NOTHING.noticing(flagged(FIRST, SECOND, lost=20), week=JUDGED)

    assert memory.waiting == Waiting(JUDGED, {FIRST: 300, SECOND: 300}, 20)


def test_no_flag_opens_nothing() -> None:
    assert NOTHING.noticing(NOT_JUDGED, week=JUDGED) == NOTHING


def test_an_open_finding_stays_when_nothing_is_flagged_any_more() -> None:
    waiting = NOTHING.noticing(flagged(FIRST), week=JUDGED)

    assert waiting.noticing(NOT_JUDGED, week=JUDGED + timedelta(weeks=1)) == waiting


def test_an_open_finding_takes_up_new_weeks_and_keeps_when_it_began() -> None:
    waiting = NOTHING.noticing(flagged(FIRST, lost=20), week=JUDGED)
    later = waiting.noticing(flagged(SECOND, gain=50), week=JUDGED + timedelta(weeks=3))

    assert later.waiting == Waiting(JUDGED, {FIRST: 300, SECOND: 50}, 20)


def test_weeks_a_person_has_looked_at_open_nothing() -> None:
    memory = Memory(looked_at={FIRST: LOOKED})

    assert memory.noticing(flagged(FIRST), week=JUDGED) == memory


def test_a_week_nobody_has_looked_at_opens_a_finding_of_its_own() -> None:
    memory = Memory(looked_at={FIRST: LOOKED}).noticing(flagged(FIRST, SECOND), week=JUDGED)

    assert memory.waiting == Waiting(JUDGED, {SECOND: 300}, 0)


def test_a_small_week_nobody_has_seen_with_others_nobody_has_seen_is_named() -> None:
    flags = (FlaggedWeek(FIRST, 95, 7), FlaggedWeek(SECOND, 1, 7))
    growth = Screened(True, 9.5, 0.0004, True, flags, 0, 10_000, 0)

    assert NOTHING.unseen(growth) == flags


def test_a_small_week_beside_one_a_person_has_seen_is_named() -> None:
    memory = Memory(looked_at={FIRST: LOOKED}).noticing(flagged(FIRST, SECOND, gain=1), week=JUDGED)

    assert memory.waiting == Waiting(JUDGED, {SECOND: 1}, 0)


def test_weeks_looked_at_are_told_for_a_year() -> None:
    last, first, before = (JUDGED - timedelta(weeks=back) for back in (0, 51, 52))
    memory = Memory(looked_at=dict.fromkeys((last, before, first), LOOKED))

    assert memory.seen_in_year(JUDGED) == (first, last)
    assert memory.seen_in_year(JUDGED - timedelta(weeks=1)) == (before, first)


def test_what_a_person_has_looked_at_is_not_doubtful() -> None:
    memory = Memory(looked_at={FIRST: LOOKED})

    assert memory.doubtful_gain(flagged(FIRST)) == 0
    assert memory.doubtful_gain(flagged(FIRST, SECOND)) == 300


def test_what_an_open_finding_names_stays_doubtful_after_it_left_the_window() -> None:
    memory = NOTHING.noticing(flagged(FIRST, lost=20), week=JUDGED)

    assert memory.doubtful_gain(NOT_JUDGED) == 280


def test_the_same_week_is_not_counted_twice() -> None:
    memory = NOTHING.noticing(flagged(FIRST), week=JUDGED)

    assert memory.doubtful_gain(flagged(FIRST, gain=310)) == 310


def test_more_lost_than_gained_is_no_doubt() -> None:
    assert NOTHING.doubtful_gain(flagged(FIRST, gain=10, lost=30)) == 0


mondays = st.integers(0, 60).map(lambda back: JUDGED - timedelta(weeks=back))


@anything(st.lists(st.sets(mondays, max_size=5), max_size=8), st.sets(mondays, max_size=5))
def test_a_finding_never_shrinks_and_never_names_a_week_looked_at(
    flags: list[set[date]], looked_at: set[date]
) -> None:
    memory = Memory(looked_at=dict.fromkeys(looked_at, LOOKED))
    named: set[date] = set()
    for weeks in flags:
        memory = memory.noticing(flagged(*sorted(weeks)), week=JUDGED)
        now = set(memory.waiting.gains) if memory.waiting else set()
        assert named <= now
        assert now.isdisjoint(looked_at)
        named = now

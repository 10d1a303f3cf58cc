"""Who stands behind a name, what follows from it, and which week a look belongs to."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.accounts.account.rules.lifecycle import WATCHED, AccountState
from registry.accounts.sightings.rules import (
    EXTRA_LOOKS,
    LEAST_BETWEEN,
    Behind,
    Counted,
    Known,
    NoticeCode,
    Seen,
    Standing,
    after,
    all_at_once,
    look_at,
    moved_by_tip,
    next_look,
    notice_of,
    posts_within,
    weeks_owed,
)
from shared.calendar import JAKARTA, IsoWeek

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
KNOWN = Known("17", "contoh")
LINKED = Standing(AccountState.LINKED)


def seen(number: str = "17", name: str = "contoh", *, protected: bool = False) -> Seen:
    return Seen(number, frozenset((name, number)), name, protected, 612, 31)


@pytest.mark.parametrize(
    ("by_number", "by_name", "behind"),
    [
        (seen(), None, Behind.SAME),
        (None, seen(), Behind.SAME),
        (seen(name="baru"), None, Behind.RENAMED),
        (seen(name="baru"), seen("18"), Behind.RENAMED),
        (None, seen("18"), Behind.ANOTHER),
        (None, seen("18", protected=True), Behind.ANOTHER),
        (None, None, Behind.NOBODY),
        (seen(protected=True), None, Behind.HIDDEN),
        (seen(name="baru", protected=True), None, Behind.RENAMED),
        (seen(name="17"), seen(), Behind.SAME),
        (seen(name="17"), None, Behind.RENAMED),
    ],
)
def test_two_questions_tell_who_stands_behind_the_name(
    by_number: Seen | None, by_name: Seen | None, behind: Behind
) -> None:
    assert look_at(KNOWN, by_number, by_name).behind is behind


def test_counts_of_a_stranger_are_never_the_officers() -> None:
    assert look_at(KNOWN, None, seen("18")).seen is None
    assert look_at(KNOWN, seen(name="baru"), seen("18")).seen == seen(name="baru")


def test_an_account_registered_by_its_number_is_never_renamed() -> None:
    by_number = Known("17", "17")

    assert look_at(by_number, seen(name="apa.saja"), None).behind is Behind.SAME


@pytest.mark.parametrize("state", [s for s in WATCHED if s is not AccountState.CONTROL_LOST])
@pytest.mark.parametrize(
    ("behind", "then"),
    [
        (Behind.SAME, AccountState.LINKED),
        (Behind.RENAMED, AccountState.RENAMED),
        (Behind.ANOTHER, AccountState.CONTROL_LOST),
    ],
)
def test_what_is_seen_counts_at_once(
    state: AccountState, behind: Behind, then: AccountState
) -> None:
    assert after(Standing(state, NOON - WEEK), behind, NOON) == Standing(then)


@pytest.mark.parametrize(
    ("behind", "gone"),
    [(Behind.NOBODY, AccountState.GONE), (Behind.HIDDEN, AccountState.PRIVATE)],
)
def test_who_is_not_found_is_gone_at_the_second_weekly_look(
    behind: Behind, gone: AccountState
) -> None:
    once = after(LINKED, behind, NOON)
    soon = after(once, behind, NOON + timedelta(days=5) - timedelta(seconds=1))
    twice = after(soon, behind, NOON + timedelta(days=5))

    assert (once, soon) == (Standing(AccountState.LINKED, NOON),) * 2
    assert twice == Standing(gone, NOON)


@pytest.mark.parametrize("behind", [b for b in Behind if b is not Behind.RENAMED])
def test_a_lost_name_comes_back_by_a_new_proof_alone(behind: Behind) -> None:
    lost = Standing(AccountState.CONTROL_LOST)

    assert after(lost, behind, NOON) == lost


def test_whoever_lost_a_name_may_only_have_another() -> None:
    lost = Standing(AccountState.CONTROL_LOST)

    assert after(lost, Behind.RENAMED, NOON) == Standing(AccountState.RENAMED)


LOOKS = st.lists(st.tuples(st.sampled_from(Behind), st.timedeltas(timedelta(), 3 * WEEK)))


@given(LOOKS)
def test_a_stranger_is_never_official_whatever_happened_before(
    looks: list[tuple[Behind, timedelta]],
) -> None:
    standing, now = LINKED, NOON
    for behind, pause in looks:
        now += pause
        standing = after(standing, behind, now)
        assert standing.state in WATCHED
        if behind in (Behind.ANOTHER, Behind.RENAMED):
            assert standing.state is not AccountState.LINKED


@given(LOOKS)
def test_only_seeing_the_account_under_its_name_restores_it(
    looks: list[tuple[Behind, timedelta]],
) -> None:
    standing, now = LINKED, NOON
    for behind, pause in looks:
        before, now = standing.state, now + pause
        standing = after(standing, behind, now)
        if standing.state is AccountState.LINKED and before is not AccountState.LINKED:
            assert behind is Behind.SAME
            assert before is not AccountState.CONTROL_LOST


@given(LOOKS)
def test_nobody_is_gone_before_a_notice_stood_for_days(
    looks: list[tuple[Behind, timedelta]],
) -> None:
    standing, now = LINKED, NOON
    for behind, pause in looks:
        before, now = standing, now + pause
        standing = after(standing, behind, now)
        absent = (AccountState.GONE, AccountState.PRIVATE)
        if standing.state in absent and before.state not in absent:
            assert before.missing_since is not None
            assert now - before.missing_since >= timedelta(days=5)


LOTS = st.floats(0, 1, exclude_max=True)


@given(LOTS, LOTS, st.timedeltas(timedelta(), timedelta(days=800)))
def test_every_week_has_its_look_and_some_have_another(
    more: float, place: float, later: timedelta
) -> None:
    now = NOON + later

    due = next_look(now, iter((more, place)).__next__)

    if IsoWeek.of(due) == IsoWeek.of(now):
        assert more < EXTRA_LOOKS
        assert due - now >= LEAST_BETWEEN
    else:
        assert IsoWeek.of(due) == IsoWeek.of(now).next()
        assert due.astimezone(JAKARTA).weekday() < 5


def test_looks_are_spread_over_days_and_hours_and_a_quarter_is_another_in_the_week() -> None:
    draw = Random(7).random
    due = [next_look(NOON, draw) for _ in range(2000)]

    another = [at for at in due if IsoWeek.of(at) == IsoWeek.of(NOON)]
    assert 400 < len(another) < 600
    assert {at.astimezone(JAKARTA).hour for at in due} == set(range(24))
    assert {at.astimezone(JAKARTA).weekday() for at in due if at not in another} == set(range(5))


@pytest.mark.parametrize(
    ("due_in", "tipped_ago", "moved_to"),
    [
        (60, None, 0),
        (0, None, None),
        (-60, None, None),
        (60 * 24, 3, 12),
        (60 * 24, 15, 0),
        (60 * 24, 900, 0),
        (10, 3, None),
        (12, 3, None),
        (60 * 24, -10, 25),
    ],
)
def test_tips_have_an_account_looked_at_once_in_a_quarter_of_an_hour(
    due_in: int, tipped_ago: int | None, moved_to: int | None
) -> None:
    due_at = NOON + timedelta(minutes=due_in)
    tipped_at = None if tipped_ago is None else NOON - timedelta(minutes=tipped_ago)

    moved = moved_by_tip(due_at, tipped_at, NOON)

    assert moved == (None if moved_to is None else NOON + timedelta(minutes=moved_to))


@pytest.mark.parametrize(
    ("told", "owed"),
    [(MONDAY, 0), (MONDAY - WEEK, 0), (MONDAY - 2 * WEEK, 1), (MONDAY - 4 * WEEK, 3)],
)
def test_every_week_that_passed_untold_is_owed(told: date, owed: int) -> None:
    weeks = weeks_owed(told, MONDAY)

    assert list(weeks) == [MONDAY - back * WEEK for back in range(owed, 0, -1)]


def test_at_most_a_year_is_owed() -> None:
    weeks = weeks_owed(MONDAY - 400 * WEEK, MONDAY)

    assert (len(weeks), weeks[-1]) == (52, MONDAY - WEEK)


@pytest.mark.parametrize(
    ("total", "before", "posts"),
    [
        (34, Counted(MONDAY - WEEK, 31), 3),
        (31, Counted(MONDAY - WEEK, 31), 0),
        (30, Counted(MONDAY - WEEK, 31), 0),
        (99_999, Counted(MONDAY - WEEK, 0), 10_080),
        (34, Counted(MONDAY - 2 * WEEK, 31), None),
        (34, Counted(MONDAY, 31), None),
        (34, None, None),
        (None, Counted(MONDAY - WEEK, 31), None),
    ],
)
def test_posts_are_counted_from_one_week_to_the_next(
    total: int | None, before: Counted | None, posts: int | None
) -> None:
    assert posts_within(MONDAY, total, before) == posts


def test_many_gone_at_once_are_the_platforms_trouble() -> None:
    assert all_at_once([Behind.NOBODY] * 5)
    assert not all_at_once([Behind.NOBODY] * 4)
    assert not all_at_once([Behind.NOBODY] * 5 + [Behind.SAME])
    assert not all_at_once([Behind.ANOTHER] * 5)


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (LINKED, None),
        (Standing(AccountState.LINKED, NOON), NoticeCode.NOT_FOUND_ONCE),
        (Standing(AccountState.CONTROL_LOST), NoticeCode.CONTROL_LOST),
        (Standing(AccountState.RENAMED), NoticeCode.RENAMED),
        (Standing(AccountState.GONE, NOON), NoticeCode.GONE),
        (Standing(AccountState.PRIVATE, NOON), NoticeCode.PRIVATE),
        (Standing(AccountState.CLAIMED), None),
    ],
)
def test_the_holder_hears_what_became_of_the_account(
    standing: Standing, code: NoticeCode | None
) -> None:
    assert notice_of(standing) is code

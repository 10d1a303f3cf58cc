"""What a person, a platform or a declared event explains, and how much at most."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from verification.growth.rules.blocks import series_of
from verification.growth.rules.explained import explained_by_events
from verification.growth.rules.histories import DeclaredEvent, History, PlatformWeek, Reading

NEWEST = date(2026, 11, 16)


def week(back: int) -> date:
    return NEWEST - timedelta(weeks=back)


def history(*counts: int, **more: object) -> History:
    readings = tuple(Reading(week(len(counts) - 1 - at), c) for at, c in enumerate(counts))
    return replace(History("a", "x", NEWEST, readings), **more)  # type: ignore[arg-type]


def left(*counts: int, **more: object) -> list[float]:
    """The audience as it is judged."""
    audience: list[float] = series_of(history(*counts, **more)).values[0].tolist()
    return audience


def events(*back: int) -> tuple[DeclaredEvent, ...]:
    return tuple(DeclaredEvent(week(each), "training") for each in back)


def test_nothing_explained_leaves_every_count_as_it_is() -> None:
    assert left(400, 410, 2410, 2420) == [400, 410, 2410, 2420]


def test_what_a_person_has_looked_at_was_there_from_the_start() -> None:
    assert left(400, 410, 2410, 2420, looked_at=frozenset([week(1)])) == [2390, 2400, 2410, 2420]


def test_a_loss_a_person_has_looked_at_raises_nothing() -> None:
    assert left(900, 300, looked_at=frozenset([week(0)])) == [900, 300]


def test_an_event_explains_a_fifth_of_the_audience_at_most() -> None:
    assert left(1000, 1000, 1900, 1900, declared_events=events(1)) == [1200, 1200, 1900, 1900]
    assert explained_by_events(history(1000, 1000, 1900, 1900, declared_events=events(1))) == 200


def test_an_event_speaks_for_its_week_and_the_one_after() -> None:
    for back, explained in ((3, 0), (2, 100), (1, 100), (0, 0)):
        told = history(1000, 1000, 1000, 1100, 1100, declared_events=events(back))
        assert explained_by_events(told) == explained


def test_all_events_together_explain_three_tenths_at_most() -> None:
    counts = [1000] * 9 + [1000 + 150 * at for at in range(1, 8)]

    assert explained_by_events(history(*counts, declared_events=events(*range(8)))) == 300


def test_the_usual_growth_needs_no_explanation() -> None:
    counts = (1000, 1010, 1020, 1030, 1100, 1110)

    assert explained_by_events(history(*counts, declared_events=events(1))) == 60


@pytest.mark.parametrize(("count", "before"), [(1080, 1080), (1400, 1100), (700, 700)])
def test_a_disturbed_week_explains_every_loss_and_a_tenth_of_a_rise(
    count: int, before: int
) -> None:
    disturbed = (PlatformWeek(week(1), "purge"),)

    assert left(1000, 1000, count, count, platform_weeks=disturbed) == [before] * 2 + [count] * 2


def test_a_marked_week_nobody_read_is_explained_by_the_next_reading() -> None:
    readings = (Reading(week(3), 1000), Reading(week(2), 1000), Reading(week(0), 1150))
    told = History("a", "x", NEWEST, readings, declared_events=events(1))

    assert series_of(told).values[0].tolist() == [1150, 1150, 1150]


def test_events_before_the_first_reading_or_after_the_newest_explain_nothing() -> None:
    assert explained_by_events(history(1000, 1500, declared_events=events(-1, -2, 9))) == 0


def test_one_reading_has_nothing_to_explain() -> None:
    assert left(1000, declared_events=events(0)) == [1000]
    assert np.asarray(left(declared_events=events(0))).size == 0

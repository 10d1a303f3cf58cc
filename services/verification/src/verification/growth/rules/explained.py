"""What a person, a platform or a declared event explains is taken out before anything is judged.

Explained followers count as if they had been there from the start, so that one explained rise
hides no other.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from verification.growth.rules.histories import History

EVENT_SHARE = 0.2
"""An event explains at most so much of the audience before it."""
EVENTS_SHARE = 0.3
"""All events of a history together explain at most so much of its smallest audience since."""
PLATFORM_SHARE = 0.1
"""Of a rise in a week the platform is known to have disturbed; losses are explained whole."""
AFTER_EVENT = 2
"""A declared event speaks for its own week and the one after."""

Counts = NDArray[np.float64]
Weeks = NDArray[np.int64]
Marks = NDArray[np.bool_]


def unburdened(history: History, weeks: Weeks, audience: Counts) -> Counts:
    """The counts without what is explained."""
    if not (history.looked_at or history.platform_weeks or history.declared_events):
        return audience
    explained = _explained(history, weeks, audience)
    if explained is None:
        return audience
    total = explained[0] + explained[1]
    before = total.sum() - np.concatenate([[0.0], np.cumsum(total)])
    left: Counts = np.maximum(np.rint(audience + before), 0.0)
    return left


def explained_by_events(history: History) -> int:
    """Followers that declared events explain."""
    if not history.declared_events:
        return 0
    weeks = np.array([r.week.toordinal() // 7 for r in history.readings], dtype=np.int64)
    audience = np.array([r.audience for r in history.readings], dtype=np.float64)
    explained = _explained(history, weeks, audience)
    return 0 if explained is None else round(float(explained[1].sum()))


def _explained(history: History, weeks: Weeks, audience: Counts) -> tuple[Counts, Counts] | None:
    """Step by step, what persons and platforms explain, and what declared events do."""
    looked_at = {week.toordinal() // 7 for week in history.looked_at}
    disturbed = {week.week.toordinal() // 7 for week in history.platform_weeks}
    declared = declared_weeks(history)
    if len(audience) < 2 or not (looked_at or disturbed or declared):
        return None
    gains = np.diff(audience)
    marks = [_steps(weeks, some) for some in (looked_at, disturbed, declared)]
    quiet = ~(marks[0] | marks[1] | marks[2])
    usual = float(np.median(gains[quiet])) if quiet.any() else 0.0
    beyond = gains - usual
    explained = np.where(marks[0], np.maximum(beyond, 0.0), 0.0)
    platform = np.minimum(beyond, PLATFORM_SHARE * audience[:-1])
    explained = np.where(marks[1] & ~marks[0], platform, explained)
    open_still = marks[2] & ~marks[0] & ~marks[1]
    by_events = _by_events(np.where(open_still, np.maximum(beyond, 0.0), 0.0), audience)
    return explained, by_events


def declared_weeks(history: History) -> set[int]:
    """Numbers of the weeks declared events speak for."""
    return {
        event.week.toordinal() // 7 + later
        for event in history.declared_events
        for later in range(AFTER_EVENT)
    }


def _steps(weeks: Weeks, marked: Collection[int]) -> Marks:
    """Steps between two readings that hold a marked week."""
    ordered = np.array(sorted(marked), dtype=np.int64)
    ends = np.searchsorted(ordered, weeks, side="right")
    result: Marks = ends[1:] > ends[:-1]
    return result


def _by_events(beyond: Counts, audience: Counts) -> Counts:
    """Each event explains a plausible part, and all together no more than a share."""
    most = np.minimum(beyond, EVENT_SHARE * audience[:-1])
    left = EVENTS_SHARE * float(audience.min())
    given = np.minimum(np.cumsum(most), left)
    result: Counts = np.diff(given, prepend=0.0)
    return result

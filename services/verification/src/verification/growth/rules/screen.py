"""The growth judgement: each account's weeks set against natural histories of every kind.

It accuses nobody: a flag asks a person to look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from verification.growth.rules.blocks import (
    Series,
    Window,
    earlier_windows,
    laid,
    newest_window,
    rises,
    series_of,
)
from verification.growth.rules.explained import explained_by_events
from verification.growth.rules.histories import WEEKS, History
from verification.growth.rules.ledger import Entry, Ledger
from verification.growth.rules.naming import named
from verification.growth.rules.ranges import Columns, Flags, Floats
from verification.growth.rules.reference import Reference
from verification.growth.rules.screened import NOT_JUDGED, Screened
from verification.growth.rules.signs import Signs, signs_of

WINDOWS_AT_ONCE = 1024
"""So many fit the processor's cache; results do not depend on it."""
AMBIGUOUS = 0.5
"""Down to this p-value the strongest rise of a year is not held against an account, and its
followers are not relied upon either.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """Of one window."""

    score: float
    p_value: float
    compared_with: int
    entry: Entry | None
    """What it would name, where that may matter."""
    rose: Flags
    """Weeks of the year when the audience rose."""
    judged: bool = True


TOO_FEW = Result(0.0, 1.0, 0, None, np.zeros(WEEKS, dtype=np.bool_), judged=False)
"""Nothing to say of the newest year; what earlier ones found is said all the same."""


def screen(histories: Sequence[History], *, alpha: float, reference: Reference) -> list[Screened]:
    """Judge each history; ``alpha`` is the share of natural ones that may be flagged wrongly."""
    all_series = [series_of(history) for history in histories]
    found = (newest_window(at, series) for at, series in enumerate(all_series))
    newest = [window for window in found if window is not None]
    now = dict(zip(newest, _results(all_series, newest, AMBIGUOUS, reference), strict=True))
    judged = {window.owner: result for window, result in now.items()}
    before = [
        earlier
        for at, series in enumerate(all_series)
        for earlier in earlier_windows(at, series, judged[at].rose if at in judged else None)
    ]
    flags: list[list[Entry]] = [[] for _ in histories]
    doubts: list[list[Entry]] = [[] for _ in histories]
    for window, result in chain(
        now.items(), zip(before, _results(all_series, before, AMBIGUOUS, reference), strict=True)
    ):
        if result.entry is not None:
            doubts[window.owner].append(result.entry)
            if result.p_value <= alpha:
                flags[window.owner].append(result.entry)
    return [
        _screened(history, judged.get(at, TOO_FEW), flags[at], doubts[at])
        for at, history in enumerate(histories)
    ]


def _results(
    all_series: Sequence[Series], windows: Sequence[Window], most: float, reference: Reference
) -> Iterator[Result]:
    for first in range(0, len(windows), WINDOWS_AT_ONCE):
        some = windows[first : first + WINDOWS_AT_ONCE]
        newest = [int(all_series[one.owner].weeks[one.end - 1]) for one in some]
        yield from judged_windows(newest, laid(all_series, some), most, reference)


def judged_windows(
    newest: Sequence[int],
    weeks: tuple[Floats, Floats, Floats],
    most: float,
    reference: Reference,
) -> Iterator[Result]:
    """Each window by itself, told its newest week; one with a p-value above ``most`` names none."""
    signs = signs_of(*weeks)
    scores = reference.tables.scores(signs.values).round(6)
    p_values, counts = reference.p_values(scores, signs.steps.observed, signs.engaged)
    p_values = p_values.round(6)
    telling = np.flatnonzero(p_values[: len(newest)] <= most)
    entries = dict(zip(telling.tolist(), _entries(signs, newest, telling), strict=True))
    rose = rises(signs.steps.level)
    for column in range(len(newest)):
        yield Result(
            float(scores[column]),
            float(p_values[column]),
            int(counts[column]),
            entries.get(column),
            rose[:, column],
        )


def _entries(signs: Signs, newest: Sequence[int], telling: Columns) -> Iterator[Entry]:
    found = named(signs.only(telling))
    for column, window in enumerate(telling.tolist()):
        oldest = newest[window] - WEEKS + 1
        weeks = np.flatnonzero(found.weeks[:, column]).tolist()
        wide = np.flatnonzero(found.at_most[:, column]).tolist()
        yield Entry(
            {
                oldest + row: (float(found.gains[row, column]), float(found.usual[row, column]))
                for row in weeks
            },
            {oldest + row: float(found.at_most[row, column]) for row in wide},
            float(found.margin[column]),
            float(found.lost[column]),
        )


def _screened(
    history: History, now: Result, flags: Sequence[Entry], doubts: Sequence[Entry]
) -> Screened:
    """The newest judgement, with all that earlier ones found."""
    ledger = Ledger.of(flags)
    if not (now.judged or doubts):
        return NOT_JUDGED
    return Screened(
        judged=now.judged,
        score=now.score,
        p_value=now.p_value,
        flagged=bool(flags),
        flagged_weeks=ledger.flagged_weeks(),
        lost_again=0 if history.looked_at else round(ledger.lost),
        compared_with=now.compared_with,
        muted_weeks=0,
        explained=explained_by_events(history),
        doubtful=Ledger.of(doubts).at_most(),
    )

"""The growth judgement: each account's weeks set against natural histories of every kind.

It accuses nobody: a flag asks a person to look.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from verification.growth.rules.blocks import Window, laid, series_of, windows_of
from verification.growth.rules.explained import explained_by_events
from verification.growth.rules.histories import WEEKS, History
from verification.growth.rules.ledger import Entry, Ledger
from verification.growth.rules.naming import named
from verification.growth.rules.ranges import Floats
from verification.growth.rules.reference import Reference
from verification.growth.rules.screened import NOT_JUDGED, Screened
from verification.growth.rules.signs import signs_of

WINDOWS_AT_ONCE = 2048
"""So many fit the processor's cache; results do not depend on it."""
AMBIGUOUS = 0.4
"""Down to this p-value the strongest rise is neither held against an account nor relied upon."""


@dataclass(frozen=True, slots=True)
class Result:
    """Of one window."""

    window: Window
    score: float
    p_value: float
    compared_with: int
    entry: Entry


def screen(histories: Sequence[History], *, alpha: float, reference: Reference) -> list[Screened]:
    """Judge each history; ``alpha`` is the share of natural ones that may be flagged wrongly."""
    all_series = [series_of(history) for history in histories]
    windows = [one for at, series in enumerate(all_series) for one in windows_of(at, series)]
    ledgers: list[list[Result]] = [[] for _ in histories]
    for first in range(0, len(windows), WINDOWS_AT_ONCE):
        some = windows[first : first + WINDOWS_AT_ONCE]
        audience, engagement = laid(all_series, some)
        for result in judged_windows(some, audience, engagement, reference):
            ledgers[result.window.owner].append(result)
    return [
        _screened(history, results, alpha) if results else NOT_JUDGED
        for history, results in zip(histories, ledgers, strict=True)
    ]


def judged_windows(
    windows: Sequence[Window], audience: Floats, engagement: Floats, reference: Reference
) -> list[Result]:
    """Each window by itself."""
    signs = signs_of(audience, engagement)
    scores = reference.tables.scores(signs.values)
    p_values, counts = reference.p_values(scores, signs.steps.observed, signs.engaged)
    found = named(signs)
    results = []
    for column, window in enumerate(windows):
        rows = np.flatnonzero(found.weeks[:, column])
        weeks = {
            window.newest - WEEKS + 1 + row: (
                float(found.gains[row, column]),
                float(found.usual[row, column]),
            )
            for row in rows.tolist()
        }
        most = {
            window.newest - WEEKS + 1 + row: float(found.at_most[row, column])
            for row in np.flatnonzero(found.at_most[:, column]).tolist()
        }
        entry = Entry(weeks, most, float(found.margin[column]), float(found.lost[column]))
        p_value = round(float(p_values[column]), 6)
        score = round(float(scores[column]), 6)
        results.append(Result(window, score, p_value, int(counts[column]), entry))
    return results


def _screened(history: History, results: Sequence[Result], alpha: float) -> Screened:
    """The newest judgement, with all that earlier ones found."""
    now = results[0]
    flags = [r.entry for r in results if r.p_value <= alpha]
    doubts = [r.entry for r in results if r.p_value <= AMBIGUOUS]
    ledger = Ledger.of(flags)
    return Screened(
        judged=True,
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

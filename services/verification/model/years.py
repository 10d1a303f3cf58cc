"""Lives of two years, judged week by week as in a programme: who is ever flagged, who known."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from purchases import bought
from worlds import KINDS, Ranges, world

from verification.growth.rules.histories import DeclaredEvent, History, Reading
from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.screen import screen
from verification.growth.rules.screened import Screened

Floats = NDArray[np.float64]
MONDAY = date(2024, 11, 18)
WEEKS = 104
ACCOUNTS = 400
MINIMUM = 500


def history(row: int, weeks: tuple[Floats, Floats, Floats], until: int) -> History:
    """The first weeks of one life."""
    audience, engagement, posts = (each[row, :until] for each in weeks)
    readings = tuple(
        Reading(
            MONDAY + timedelta(weeks=at),
            int(audience[at]),
            float(engagement[at]) if np.isfinite(engagement[at]) else None,
            int(posts[at]),
        )
        for at in range(until)
    )
    return History(str(row), "x", readings[-1].week, readings)


def judged(histories: list[History]) -> list[Screened]:
    """At 1 %, as the announced policy has it."""
    return screen(histories, alpha=0.01, reference=shipped_reference())


def lived(random: np.random.Generator, ranges: Ranges) -> Iterator[tuple[str, float]]:
    """Innocent lives, then those of buyers."""
    made = world(random, ACCOUNTS * 2, WEEKS, ranges)
    weeks = (made.audience, made.engagement, made.posts)
    ever = np.zeros(len(made.audience), dtype=np.bool_)
    before = None
    flips = 0.0
    for until in range(WEEKS - 52, WEEKS + 1):
        results = judged([history(row, weeks, until) for row in range(len(ever))])
        now = np.array([result.flagged for result in results])
        flips += 0.0 if before is None else float((now != before).mean()) / 52
        ever, before = ever | now, now
    yield "year ever flagged, innocent", float(ever.mean())
    for kind in KINDS:
        yield f"year ever flagged, {kind}", float(ever[made.kinds == kind].mean())
    yield "year flag changes in a week", flips
    yield (
        "interval wider than the count, innocent",
        float(np.mean([result.doubtful > 0 for result in results])),
    )
    yield from _buyers(random, ranges)


def _buyers(random: np.random.Generator, ranges: Ranges) -> Iterator[tuple[str, float]]:
    made = world(random, ACCOUNTS * 3, WEEKS, ranges, kinds=np.full(ACCOUNTS * 3, "plain"))
    found = bought(random, made.audience, made.engagement, within=(1, 46))
    weeks = (found.audience, found.engagement, made.posts)
    rows = range(len(found.audience))
    year, later = (
        judged([history(row, weeks, until) for row in rows]) for until in (WEEKS - 52, WEEKS)
    )
    flagged = np.array([result.flagged for result in year])
    still = np.array([result.flagged and result.doubtful > 0 for result in later])
    yield "buyers found in their year", float(flagged.mean())
    yield "buyers found and still known a year later", float(still[flagged].mean())
    yield "weeks named right", _weeks_right(year, found.start, found.kinds)
    real = found.audience - found.present
    for name, results, until in (("at once", year, 52), ("a year later", later, WEEKS)):
        low = found.audience[:, until - 1] - [result.doubtful for result in results]
        covered = low <= real[:, until - 1]
        yield f"interval holds, buyers, {name}", float(covered.mean())
        yield (
            f"interval holds, flagged buyers, {name}",
            float(covered[[result.flagged for result in results]].mean()),
        )
        yield f"interval holds, 40 % buying, {name}", 0.6 + 0.4 * float(covered.mean())
        short = (real[:, until - 1] < MINIMUM) & (found.audience[:, until - 1] >= MINIMUM)
        passed = (low >= MINIMUM) & ~np.array([result.flagged for result in results])
        yield f"short of 500 and eligible, {name}", float(passed[short].mean())
    yield from _declared(weeks, found.start, flagged)


def _weeks_right(results: list[Screened], start: NDArray[np.int64], kinds: object) -> float:
    shapes = np.asarray(kinds)
    right = []
    for row, result in enumerate(results):
        if not result.flagged:
            continue
        first = MONDAY + timedelta(weeks=int(start[row]))
        last = first + timedelta(weeks=17 if shapes[row] == "drip" else 2)
        right.append(any(first <= flag.week <= last for flag in result.flagged_weeks))
    return float(np.mean(right))


def _declared(
    weeks: tuple[Floats, Floats, Floats], start: NDArray[np.int64], flagged: NDArray[np.bool_]
) -> Iterator[tuple[str, float]]:
    """The same buyers once more, having declared an event for the week of their purchase."""
    told = []
    for row, first in enumerate(start.tolist()):
        life = history(row, weeks, WEEKS - 52)
        event = DeclaredEvent(MONDAY + timedelta(weeks=first), "training")
        told.append(History(life.id, "x", life.as_of, life.readings, (event,)))
    results = judged(told)
    found = np.array([result.flagged for result in results])
    yield "buyers found although they declared", float(found.mean())
    yield "of buyers found, found although they declared", float(found[flagged].mean())

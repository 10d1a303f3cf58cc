"""Audiences one can picture, week by week, for the tests of the growth judgement."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from tests.verification import given
from verification.growth.rules.histories import History, Reading
from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.screen import screen
from verification.growth.rules.screened import Screened


def account(seed: int = 1, *, audience: int = 800, weeks: int = 52) -> list[Reading]:
    """Grows by a few a week; one in twenty followers reacts to each of two posts."""
    chance, level, readings = Random(seed), audience, []
    for monday in given.weeks_before(given.WEEK, weeks):
        level += chance.choice([-1, 0, 1, 2, 2, 3, 5])
        reactions = level * 0.1 * chance.uniform(0.8, 1.25)
        readings.append(Reading(monday, level, float(round(reactions)), 2))
    return readings


def more(
    readings: Sequence[Reading], counts: Sequence[float], *, at: int, react: float = 0.0
) -> list[Reading]:
    """So many more followers from week ``at`` on, the last number for good; they react or not."""
    changed = list(readings[:at])
    for back, reading in enumerate(readings[at:]):
        extra = round(counts[min(back, len(counts) - 1)])
        engagement = (reading.engagement or 0.0) * (1 + react * extra / reading.audience)
        changed.append(
            replace(reading, audience=reading.audience + extra, engagement=round(engagement))
        )
    return changed


def until(readings: Sequence[Reading], count: int) -> list[Reading]:
    """The first so many weeks."""
    return list(readings[:count])


def judged(readings: Sequence[Reading], **more: object) -> Screened:
    """What the shipped model says at 1 %."""
    history = History("a", "instagram", readings[-1].week, tuple(readings))
    return screen([replace(history, **more)], alpha=0.01, reference=shipped_reference())[0]  # type: ignore[arg-type]


def week(at: int, *, weeks: int = 52) -> date:
    """Monday of a week of such an account."""
    return given.weeks_before(given.WEEK, weeks)[at]

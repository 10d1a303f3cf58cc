"""Every growth screen that has judged: a verdict is made again by the one that made it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from verification.growth.rules import reference, reference_1_1, screen, screen_1_1
from verification.growth.rules.histories import History
from verification.growth.rules.screened import Model, Screened


@dataclass(frozen=True, slots=True)
class Engine:
    """One screen with the natural histories it compares with."""

    model: Model
    screen: Callable[[Sequence[History], float], list[Screened]]


def _engine(screens: Any, tables: Any) -> Engine:
    return Engine(
        tables.model,
        lambda histories, alpha: screens.screen(histories, alpha=alpha, reference=tables),
    )


@cache
def present() -> Engine:
    """The one that judges today."""
    return _engine(screen, reference.shipped_reference())


@cache
def engines() -> tuple[Engine, ...]:
    """Today's first, then those of before."""
    return (present(), _engine(screen_1_1, reference_1_1.shipped_reference()))


def engine_of(sha256: str) -> Engine | None:
    """The screen whose tables have this hash, if it is still here."""
    return next((engine for engine in engines() if engine.model.sha256 == sha256), None)

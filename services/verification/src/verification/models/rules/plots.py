"""Plots as numbers: where bars and dots lie in a picture, so that a page only has to draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log10

from verification.models.rules.cards import Rate

WIDTH, BAR, GAP = 320.0, 18.0, 8.0
SIDE = 320.0
SMALLEST = 0.0005
"""Left and lower end of the calibration plot."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, lying."""

    label: str
    share: float
    histories: int
    y: float
    length: float


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one world and one length of history."""

    world: str
    weeks: int
    bars: tuple[Bar, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One promise and what came of it; on the diagonal it was kept exactly."""

    world: str
    weeks: int
    promised: float
    share: float
    x: float
    y: float


def bars_of(rates: Sequence[Rate], measure: str, *, full: float) -> list[Bars]:
    """A chart for each world and length; a bar of the whole width stands for ``full``."""
    chosen = [rate for rate in rates if rate.measure == measure]
    ordered = sorted(chosen, key=lambda rate: (rate.world, rate.weeks))
    charts = []
    for (world, weeks), some in groupby(ordered, key=lambda rate: (rate.world, rate.weeks)):
        bars = tuple(
            Bar(
                rate.group,
                rate.share,
                rate.histories,
                at * (BAR + GAP),
                round(WIDTH * min(rate.share / full, 1.0), 1),
            )
            for at, rate in enumerate(some)
        )
        charts.append(Bars(world, weeks, bars, len(bars) * (BAR + GAP)))
    return charts


def dots_of(rates: Sequence[Rate]) -> list[Dot]:
    """What was promised against what came, both on a logarithmic scale up to 10 %."""
    return [
        Dot(
            rate.world,
            rate.weeks,
            float(rate.group),
            rate.share,
            _place(float(rate.group)),
            SIDE - _place(rate.share),
        )
        for rate in rates
        if rate.measure == "calibration"
    ]


def _place(share: float) -> float:
    within = min(max(share, SMALLEST), 0.1)
    return round(SIDE * log10(within / SMALLEST) / log10(0.1 / SMALLEST), 1)

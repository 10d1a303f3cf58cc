"""One test for a whole platform: are there more audiences just above the minimum than is natural?

It says that a programme's minimum tempts people, never who was tempted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt

BELOW, WITHIN, ABOVE = (440, 500), (500, 560), (560, 620)
FEWEST_SHOWN = 10
"""Smaller counts are hidden, and nothing is concluded from them."""
REMARKABLE = 0.01


@dataclass(frozen=True, slots=True)
class Bunching:
    """What is told of one platform."""

    platform: str
    below: int | None
    within: int | None
    above: int | None
    expected: float | None
    """Within, if counts fell evenly over the three bands on a logarithmic scale."""
    p_value: float | None
    remarkable: bool | None


def bunching_of(platform: str, counts: Mapping[str, int]) -> Bunching:
    """Binomial test of the middle band against its neighbours; hidden where a band is small."""
    below, within, above = counts["below"], counts["within"], counts["above"]
    if min(below, within, above) < FEWEST_SHOWN:
        return Bunching(platform, None, None, None, None, None, None)
    expected = sqrt(below * above)
    share = expected / (below + expected + above)
    p_value = at_least(within, below + within + above, share)
    return Bunching(
        platform, below, within, above, round(expected, 1), round(p_value, 6), p_value < REMARKABLE
    )


def at_least(hits: int, tries: int, share: float) -> float:
    """Chance of so many hits or more, exact."""
    if hits <= tries * share:
        return 1.0 - _tail(tries - hits + 1, tries, 1.0 - share)
    return _tail(hits, tries, share)


def _tail(hits: int, tries: int, share: float) -> float:
    """The same above the mean, where terms fall quickly."""
    if hits > tries:
        return 0.0
    choose = lgamma(tries + 1) - lgamma(hits + 1) - lgamma(tries - hits + 1)
    term = exp(choose + hits * log(share) + (tries - hits) * log1p(-share))
    total, odds = 0.0, share / (1.0 - share)
    for at in range(hits, tries + 1):
        total += term
        term *= (tries - at) / (at + 1) * odds
        if term < total * 1e-15:
            break
    return min(total, 1.0)

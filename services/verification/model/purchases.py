"""Purchases laid into natural series: how large, how delivered, what becomes of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SIZE_SHARES = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 1.0)
SIZES = (0.05, 0.06, 0.11, 0.27, 0.66, 1.54, 2.24, 3.5)
"""Purchase relative to audience: quantiles of 794 purchases (StarScout, Apache-2.0)."""
KINDS = ("burst", "drip", "burst then purge", "threshold", "burst and likes")


@dataclass(frozen=True)
class Purchases:
    """Series with one purchase each, and the truth about it."""

    audience: Floats
    engagement: Floats
    kinds: NDArray[Any]
    sizes: Floats
    start: NDArray[np.int64]
    present: Floats
    """Bought followers there are in each week."""


def bought(
    random: np.random.Generator, audience: Floats, engagement: Floats,
    *, within: tuple[int, int], kinds: NDArray[Any] | None = None,
) -> Purchases:  # fmt: skip
    """One purchase in each row, beginning in a week of ``within`` (its end not included)."""
    count, weeks = audience.shape
    if kinds is None:
        kinds = np.asarray(KINDS)[random.integers(0, len(KINDS), count)]
    start = random.integers(within[0], within[1], count)
    before = _before(audience, start)
    sizes = np.interp(random.random(count), SIZE_SHARES, SIZES)
    chaser = kinds == "threshold"
    aim = random.uniform(505, 620, count)
    sizes = np.where(chaser & (before < 490), np.maximum(aim / before - 1, 0.04), sizes)
    present = np.round(_delivered(random, kinds, sizes * before, start, weeks))
    present *= np.isfinite(before)[:, None]
    reactions = _with_likes(random, engagement, kinds == "burst and likes", start)
    return Purchases(audience + present, reactions, kinds, sizes, start, present)


def _before(audience: Floats, start: NDArray[np.int64]) -> Floats:
    """The last count known before the purchase."""
    known = audience.copy()
    for week in range(1, known.shape[1]):
        known[:, week] = np.where(np.isfinite(known[:, week]), known[:, week], known[:, week - 1])
    before: Floats = known[np.arange(len(known)), np.maximum(start - 1, 0)]
    return before


def _delivered(
    random: np.random.Generator,
    kinds: NDArray[Any],
    size: Floats,
    start: NDArray[np.int64],
    weeks: int,
) -> Floats:
    """Bought followers present at each week: delivered, fading a little, perhaps purged."""
    count = len(size)
    since = np.arange(weeks)[None, :] - start[:, None]
    first = np.where(random.random(count) < 0.5, 1.0, random.uniform(0.5, 1.0, count))[:, None]
    quick = np.where(since == 0, first, np.where(since == 1, 1 - first, 0.0))
    length = random.integers(5, 17, count)[:, None]
    even = random.uniform(0.0, 0.5, count)[:, None]
    slow = ((since >= 0) & (since < length)) / length
    slow = slow * (1 + even * random.uniform(-1, 1, slow.shape))
    arriving = np.where((kinds == "drip")[:, None], slow, quick) * size[:, None]
    fade = np.where(random.random(count) < 0.5, 0.0, random.uniform(0, 0.015, count))[:, None]
    present = np.cumsum(arriving, axis=1) * (1 - fade) ** np.maximum(since, 0)
    at, over = random.integers(1, 11, count)[:, None], random.integers(1, 5, count)[:, None]
    gone = np.clip((since - at + 1) / over, 0, 1) * random.uniform(0.4, 0.95, count)[:, None]
    return present * np.where((kinds == "burst then purge")[:, None], 1 - gone, 1.0)


def _with_likes(
    random: np.random.Generator,
    engagement: Floats,
    rows: NDArray[np.bool_],
    start: NDArray[np.int64],
) -> Floats:
    """Likes bought along for one to three weeks."""
    since = np.arange(engagement.shape[1])[None, :] - start[:, None]
    lasting = random.integers(1, 4, len(start))[:, None]
    times = random.uniform(1.5, 4.0, len(start))[:, None]
    lifted = rows[:, None] & (since >= 0) & (since < lasting)
    return np.where(lifted, np.round(engagement * times + 2), engagement)

"""What happens to the readings of honest accounts: dips, shocks, rounding, weeks nobody read."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ACCIDENTS = (
    "dip", "high", "long dip", "purge", "purge given back", "shock", "rounded to 100",
    "rounded above 10000", "missed in a row", "stale", "missing here and there",
)  # fmt: skip


def befallen(
    random: np.random.Generator, audience: Floats, kinds: NDArray[Any], *, first: int = 2
) -> Floats:
    """Each row as it would have been read after its accident."""
    after = audience.copy()
    for name in ACCIDENTS:
        rows = np.flatnonzero(kinds == name)
        if len(rows):
            after[rows] = _one(random, name, audience[rows], first)
    return after


def _one(random: np.random.Generator, name: str, audience: Floats, first: int) -> Floats:
    count, weeks = audience.shape
    since = np.arange(weeks)[None, :] - random.integers(first, weeks, count)[:, None]
    share = np.exp(random.uniform(np.log(0.02), np.log(0.4), count))[:, None]
    if name in ("dip", "high"):
        turned = 1 - share if name == "dip" else 1 + share / 2
        return np.round(np.where(since == 0, audience * turned, audience))
    if name in ("long dip", "purge", "purge given back"):
        return _swept(random, name, audience, since, share)
    if name == "shock":
        jolt = random.normal(0, 1, (count, 1)) * random.uniform(0.01, 0.06, (count, 1))
        back = np.where(random.random((count, 1)) < 0.5, random.integers(1, 6, (count, 1)), weeks)
        return np.round(audience * np.where((since >= 0) & (since < back), 1 + jolt, 1.0))
    if name.startswith("rounded"):
        return _rounded(random, name, audience)
    return _unread(random, name, audience, since)


def _swept(
    random: np.random.Generator, name: str, audience: Floats, since: Floats, share: Floats
) -> Floats:
    """Low for some weeks, or for good; what comes back is nearly all of it."""
    count = len(audience)
    lasting = random.integers(2, 5 if name == "long dip" else 9, (count, 1))
    back = np.ones((count, 1))
    if name != "long dip":
        share = random.uniform(0.02, 0.12, (count, 1))
        back = random.uniform(0.9, 1.0, (count, 1)) if name == "purge given back" else 0.0 * back
    gone = np.where(since < lasting, 1.0, 1.0 - back)
    return np.round(np.where(since >= 0, audience * (1 - share * gone), audience))


def _rounded(random: np.random.Generator, name: str, audience: Floats) -> Floats:
    if name == "rounded to 100":
        lifted = audience * random.choice([1.0, 3.0, 8.0], (len(audience), 1))
        return np.where(lifted >= 1000, np.round(lifted / 100) * 100, np.round(lifted))
    lifted = audience * random.choice([5.0, 20.0, 60.0], (len(audience), 1))
    return np.where(lifted >= 10_000, np.round(lifted / 100) * 100, np.round(lifted))


def _unread(random: np.random.Generator, name: str, audience: Floats, since: Floats) -> Floats:
    count, weeks = audience.shape
    if name == "missing here and there":
        gone = random.random(audience.shape) < random.uniform(0.03, 0.2, (count, 1))
        gone[:, [0, -1]] = False
        return np.where(gone, np.nan, audience)
    lasting = random.integers(2, 13 if name == "missed in a row" else 6, (count, 1))
    hidden = (since >= 0) & (since < lasting)
    hidden[:, 0] = False
    if name == "missed in a row":
        hidden[:, -1] = False
        return np.where(hidden, np.nan, audience)
    stale = audience.copy()
    for week in range(1, weeks):
        stale[:, week] = np.where(hidden[:, week], stale[:, week - 1], stale[:, week])
    return stale

"""Real weekly histories from the public panel, cut into windows, and purchases laid into them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from verification.growth.rules.blocks import Block, Floats
from verification.growth.rules.histories import WEEKS

SMALLEST, LARGEST = 200, 20_000
"""Audience at a window's start: the sizes of civil servants' accounts that have a say."""
FEWEST_KNOWN = 0.85
SIZE_SHARES = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 1.0)
SIZES = (0.05, 0.06, 0.11, 0.27, 0.66, 1.54, 2.24, 3.5)
"""Purchase relative to audience: quantiles of 794 purchases (StarScout, Apache-2.0)."""
KINDS = ("burst", "burst and likes", "burst then purge", "drip")


@dataclass(frozen=True)
class Windows:
    """Windows of one length; ``training`` tells the side of the split, by repository."""

    audience: Floats
    engagement: Floats
    training: NDArray[np.bool_]

    def side(self, *, training: bool) -> "Windows":
        """The windows of one side."""
        rows = self.training == training
        return Windows(self.audience[rows], self.engagement[rows], self.training[rows])

    def block(self, *, engaged: bool = True) -> Block:
        """As the screen sees them: right-aligned in a year."""
        count, length = self.audience.shape
        block = Block(
            np.full((count, WEEKS), np.nan),
            np.full((count, WEEKS), np.nan),
            np.zeros((count, WEEKS), dtype=np.bool_),
        )
        block.audience[:, WEEKS - length :] = self.audience
        if engaged:
            block.engagement[:, WEEKS - length :] = self.engagement
        return block


@dataclass(frozen=True)
class Purchases:
    """Windows with one purchase each."""

    windows: Windows
    kinds: NDArray[Any]
    sizes: Floats


def is_training(repository: str) -> bool:
    """70 % of repositories; the same repository is never on both sides."""
    digest = hashlib.sha256(f"github_weekly:{repository}".encode()).hexdigest()
    return int(digest[:8], 16) % 100 < 70


def histories(panel: Path) -> Iterator[tuple[str, Floats, Floats]]:
    """Each repository's stars and weekly new forks, a column a week, NaN where not seen."""
    table = parquet.read_table(panel)
    names = np.asarray(table["row_id"].combine_chunks().dictionary_decode().to_pylist())
    weeks = (table["date"].to_numpy().astype("datetime64[D]").astype(np.int64) + 3) // 7
    stars, forks = table["stars"].to_numpy(), table["forks"].to_numpy()
    order = np.lexsort((weeks, names))
    names, weeks, stars, forks = names[order], weeks[order], stars[order], forks[order]
    found, starts = np.unique(names, return_index=True)
    ends = [*starts[1:], len(names)]
    for name, start, end in zip(found, starts, ends, strict=True):
        column = weeks[start:end] - weeks[start]
        audience = np.full(int(column[-1]) + 1, np.nan)
        total = audience.copy()
        audience[column], total[column] = stars[start:end], forks[start:end]
        fresh = np.concatenate([[np.nan], np.maximum(np.diff(total), 0.0)])
        yield str(name), audience, fresh


def windows_of(panel: Path, length: int) -> Windows:
    """All windows of ``length`` weeks that do not overlap and have few holes."""
    audience, engagement, training = [], [], []
    for name, stars, forks in histories(panel):
        for start in range(1, len(stars) - length + 1, length):
            window = stars[start : start + length]
            known = np.isfinite(window)
            if known.mean() < FEWEST_KNOWN or not (known[0] and known[-1]):
                continue
            if SMALLEST <= window[0] <= LARGEST:
                audience.append(window)
                engagement.append(forks[start : start + length])
                training.append(is_training(name))
    return Windows(np.array(audience), np.array(engagement), np.array(training))


def with_purchases(windows: Windows, random: np.random.Generator) -> Purchases:
    """One purchase in every window: its kind, size, week and fate drawn at random."""
    count, length = windows.audience.shape
    audience, engagement = windows.audience.copy(), windows.engagement.copy()
    kinds = np.asarray(KINDS)[random.integers(0, len(KINDS), count)]
    sizes: Floats = np.asarray(np.interp(random.random(count), SIZE_SHARES, SIZES))
    for row in range(count):
        week = int(random.integers(min(4, length // 2), length - 1))
        before = audience[row, :week]
        bought = sizes[row] * before[np.isfinite(before)][-1]
        gained = _delivered(str(kinds[row]), bought, week, length, random)
        audience[row] = np.round(audience[row] + gained)
        if kinds[row] == "burst and likes":
            engagement[row, week : week + 2] *= 1 + random.uniform(0.5, 3)
            engagement[row, week : week + 2] += 2
    return Purchases(Windows(audience, engagement, windows.training), kinds, sizes)


def _delivered(
    kind: str, bought: float, week: int, length: int, random: np.random.Generator
) -> Floats:
    """Bought followers present at each week."""
    arriving = np.zeros(length)
    if kind == "drip":
        weeks = min(int(random.integers(5, 17)), length - week)
        arriving[week : week + weeks] = bought / weeks * random.uniform(0.8, 1.2, weeks)
    else:
        first = random.uniform(0.5, 1) if week + 1 < length else 1.0
        arriving[week] = bought * first
        arriving[week + 1 : week + 2] = bought * (1 - first)
    present = np.cumsum(arriving)
    if kind == "burst then purge":
        at = min(week + int(random.integers(2, 10)), length - 1)
        weeks = int(random.integers(1, 4))
        gone = np.minimum(np.arange(1, length - at + 1) / weeks, 1.0)
        present[at:] -= random.uniform(0.4, 0.95) * bought * gone
    return present

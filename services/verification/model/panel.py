"""Real weekly histories from the public panel, cut into windows."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SMALLEST, LARGEST = 200, 20_000
"""Audience at a window's start: the sizes of civil servants' accounts that have a say."""
FEWEST_KNOWN = 0.85


@dataclass(frozen=True)
class Windows:
    """Windows of one length, a row each; ``owner`` numbers the repository."""

    audience: Floats
    engagement: Floats
    owner: NDArray[np.int64]


def is_training(repository: str) -> bool:
    """70 % of repositories; the same repository is never on both sides."""
    digest = hashlib.sha256(f"github_weekly:{repository}".encode()).hexdigest()
    return int(digest[:8], 16) % 100 < 70


Series = tuple[str, Floats, Floats]


def histories(panel: Path) -> Iterator[Series]:
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


def windows_of(series: list[Series], length: int, *, training: bool, every: int) -> Windows:
    """Windows of ``length`` weeks with few holes, one beginning every so many weeks."""
    audience, engagement, owner = [], [], []
    for number, (name, stars, forks) in enumerate(series):
        if is_training(name) != training:
            continue
        for start in range(1, len(stars) - length + 1, every):
            window = stars[start : start + length]
            known = np.isfinite(window)
            if known.mean() < FEWEST_KNOWN or not (known[0] and known[-1]):
                continue
            if SMALLEST <= window[0] <= LARGEST:
                audience.append(window)
                engagement.append(forks[start : start + length])
                owner.append(number)
    return Windows(np.array(audience), np.array(engagement), np.array(owner))

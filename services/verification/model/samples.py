"""Samples to learn from, to compare with and to measure on: natural windows and bought ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from accidents import ACCIDENTS, befallen
from numpy.typing import NDArray
from panel import Series, windows_of
from purchases import bought
from worlds import WIDE, Ranges, world

from verification.growth.rules.signs import signs_of

Floats = NDArray[np.float64]
WEEKS = 52
BLOCK = 2048
THREE = 3


@dataclass
class Sample:
    """Windows as rows, newest last, with what is true of them."""

    audience: Floats
    engagement: Floats
    posts: Floats
    bought: NDArray[np.bool_]
    kinds: NDArray[Any]
    accidents: NDArray[Any]
    sizes: Floats
    start: NDArray[np.int64]
    present: Floats
    owner: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.audience)

    def rows(self, chosen: Any) -> "Sample":
        """Some of them."""
        return Sample(**{name: value[chosen] for name, value in vars(self).items()})


def joined(samples: list[Sample]) -> Sample:
    """All of them, padded to a year."""
    return Sample(**{
        name: np.concatenate([getattr(sample, name) for sample in samples])
        for name in vars(samples[0])
    })  # fmt: skip


def padded(values: Floats, fill: float = np.nan) -> Floats:
    """Right-aligned in a year."""
    wide = np.full((len(values), WEEKS), fill)
    wide[:, WEEKS - values.shape[1] :] = values
    return wide


def _sample(
    random: np.random.Generator, audience: Floats, engagement: Floats, posts: Floats,
    kinds: NDArray[Any],
    owner: NDArray[np.int64], *, buy: bool, mishaps: float, shapes: NDArray[Any] | None = None,
) -> Sample:  # fmt: skip
    count, weeks = audience.shape
    sizes, start = np.zeros(count), np.full(count, -1)
    present = np.zeros_like(audience)
    if buy:
        found = bought(
            random, audience, engagement, within=(min(THREE, weeks - 2), weeks), kinds=shapes
        )
        audience, engagement, kinds = found.audience, found.engagement, found.kinds
        sizes, present, start = found.sizes, found.present, found.start + WEEKS - weeks
    accidents = np.where(
        random.random(count) < mishaps,
        np.asarray(ACCIDENTS)[random.integers(0, len(ACCIDENTS), count)],
        "none",
    )
    audience = befallen(random, audience, accidents)
    return Sample(
        padded(audience), padded(engagement), padded(posts),
        np.full(count, buy), kinds, accidents, sizes,
        start, padded(present, 0.0), owner,
    )  # fmt: skip


def simulated(
    random: np.random.Generator, count: int, weeks: int, *, buy: bool, ranges: Ranges = WIDE,
    mishaps: float = 0.0, plain: float = 0.25,
) -> Sample:  # fmt: skip
    """Accounts of a simulated world; threshold chasers start small."""
    kinds = np.asarray(["plain", "viral", "cohort", "giveaway"])
    chosen = kinds[random.choice(4, count, p=[plain, *[(1 - plain) / 3] * 3])]
    if not buy:
        made = world(random, count, weeks, ranges, kinds=chosen)
        return _sample(
            random, made.audience, made.engagement, made.posts, made.kinds, np.arange(count),
            buy=False, mishaps=mishaps,
        )  # fmt: skip
    chasers = count // 5
    parts = []
    for small, number in ((True, chasers), (False, count - chasers)):
        made = world(random, number, weeks, ranges, kinds=chosen[:number], small=small)
        shapes = np.full(number, "threshold") if small else _shapes(random, number)
        parts.append(_sample(
            random, made.audience, made.engagement, made.posts, made.kinds, np.arange(number),
            buy=True, mishaps=mishaps, shapes=shapes,
        ))  # fmt: skip
    return joined(parts)


def _shapes(random: np.random.Generator, count: int) -> NDArray[Any]:
    shapes = np.asarray(["burst", "drip", "burst then purge", "burst and likes"])
    return shapes[random.integers(0, 4, count)]


def real(
    random: np.random.Generator, series: list[Series], weeks: int, *, training: bool, buy: bool,
    every: int | None = None, most: int | None = None, mishaps: float = 0.0,
) -> Sample:  # fmt: skip
    """Windows of real repositories, natural or with a purchase laid in."""
    found = windows_of(series, weeks, training=training, every=every or weeks)
    rows = random.permutation(len(found.audience))[:most]
    kinds = np.full(len(rows), "github")
    audience, engagement = found.audience[rows], found.engagement[rows]
    unknown = np.full(audience.shape, np.nan)
    return _sample(
        random, audience, engagement, unknown, kinds, found.owner[rows],
        buy=buy, mishaps=mishaps, shapes=_shapes(random, len(rows)),
    )  # fmt: skip


def block(sample: Sample, *, engaged: bool = True) -> tuple[Floats, Floats, Floats]:
    """Audience, engagement and posts as the judgement lays them: a row a week."""
    audience, engagement, posts = (
        np.ascontiguousarray(values.T)
        for values in (sample.audience, sample.engagement, sample.posts)
    )
    if not engaged:
        engagement = np.full_like(engagement, np.nan)
    return audience, np.where(posts == 0, np.nan, engagement), posts


def signs(sample: Sample, *, engaged: bool = True) -> tuple[list[str], NDArray[np.float64]]:
    """Signs of each window, a column each."""
    parts, names = [], []
    for first in range(0, len(sample), BLOCK):
        found = signs_of(*block(sample.rows(slice(first, first + BLOCK)), engaged=engaged))
        names = list(found.values)
        parts.append(np.stack(list(found.values.values()), axis=1))
    return names, np.concatenate(parts)

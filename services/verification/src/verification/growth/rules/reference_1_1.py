"""The shipped model: weights of the signs, and scores of natural histories to compare with."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from verification.growth.rules.blocks_1_1 import Columns, Flags, Floats
from verification.growth.rules.screened import Model


@dataclass(frozen=True, slots=True)
class NaturalScores:
    """The highest scores among ``count`` natural histories, each with its rank from above."""

    count: int
    scores: Floats
    """Descending."""
    ranks: Columns
    """Ascending; without holes at the top, so that small p-values are exact. The last one counts
    the natural scores above 0."""

    def p_values(self, scores: Floats) -> Floats:
        """(1 + natural scores at least as high) / (count + 1); coarse ranks round it up."""
        lower = np.searchsorted(-self.scores, -scores, side="right")
        bounds = np.concatenate([self.ranks - 1, self.ranks[-1:]])
        as_high = np.where(scores > 0, bounds[lower], self.count)
        return (1.0 + as_high) / (self.count + 1.0)


@dataclass(frozen=True, slots=True)
class Reference:
    """Weights by sign; natural scores by length of history, with and without engagement."""

    model: Model
    weights: tuple[float, ...]
    engaged: Mapping[int, NaturalScores]
    silent: Mapping[int, NaturalScores]

    def p_values(self, scores: Floats, spans: Columns, engaged: Flags) -> tuple[Floats, Columns]:
        """p-values, and how many histories each was compared with.

        Between two lengths of the reference both are interpolated, so that a week more or less
        never moves an account from one table into another.
        """
        lengths = np.array(sorted(self.engaged), dtype=np.int64)
        longer = np.clip(np.searchsorted(lengths, spans), 1, len(lengths) - 1)
        below, above = lengths[longer - 1], lengths[longer]
        share = np.clip((spans - below) / (above - below), 0.0, 1.0)
        low, few = self._compared(scores, below, engaged)
        high, many = self._compared(scores, above, engaged)
        counts = np.rint(few + share * (many - few)).astype(np.int64)
        return low + share * (high - low), counts

    def _compared(self, scores: Floats, lengths: Columns, engaged: Flags) -> tuple[Floats, Columns]:
        """Against the natural histories of exactly these lengths."""
        values = np.ones(len(scores))
        counts = np.zeros(len(scores), dtype=np.int64)
        for has_engagement, tables in ((True, self.engaged), (False, self.silent)):
            for length, natural in tables.items():
                rows = (lengths == length) & (engaged == has_engagement)
                values[rows] = natural.p_values(scores[rows])
                counts[rows] = natural.count
        return values, counts


def _natural(entry: Mapping[str, Any]) -> NaturalScores:
    return NaturalScores(
        entry["count"], np.array(entry["scores"], dtype=np.float64), np.array(entry["ranks"])
    )


def read_reference(raw: bytes) -> Reference:
    """A reference from the bytes of its file; their hash is the model's identity."""
    document = json.loads(raw)
    model = Model(document["name"], document["version"], hashlib.sha256(raw).hexdigest())
    tables = document["natural_scores"]
    return Reference(
        model=model,
        weights=tuple(document["weights"].values()),
        engaged={int(length): _natural(e) for length, e in tables["with_engagement"].items()},
        silent={int(length): _natural(e) for length, e in tables["counts_only"].items()},
    )


@cache
def shipped_reference() -> Reference:
    """The reference of release 1.1, which lies beside this file."""
    return read_reference(files(__package__).joinpath("reference_1_1.json").read_bytes())

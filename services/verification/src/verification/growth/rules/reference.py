"""The shipped model: weights of the signs, and scores of natural histories to compare with."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from verification.growth.rules.blocks import Columns, Flags, Floats
from verification.growth.rules.findings import Model


@dataclass(frozen=True, slots=True)
class NaturalScores:
    """The highest scores among ``count`` natural histories, each with its rank from above."""

    count: int
    scores: Floats
    """Descending."""
    ranks: Columns
    """Ascending; without holes at the top, so that small p-values are exact."""

    def p_values(self, scores: Floats) -> Floats:
        """(1 + natural scores at least as high) / (count + 1); coarse ranks round it up."""
        lower = np.searchsorted(-self.scores, -scores, side="right")
        bounds = np.concatenate([self.ranks - 1, [self.count]])
        return (1.0 + bounds[lower]) / (self.count + 1.0)


@dataclass(frozen=True, slots=True)
class Reference:
    """Weights by sign; natural scores by length of history, with and without engagement."""

    model: Model
    weights: tuple[float, ...]
    engaged: Mapping[int, NaturalScores]
    silent: Mapping[int, NaturalScores]

    def p_values(self, scores: Floats, spans: Columns, engaged: Flags) -> tuple[Floats, Columns]:
        """p-values, and how many histories each was compared with."""
        values = np.ones(len(scores))
        counts = np.zeros(len(scores), dtype=np.int64)
        lengths = np.array(sorted(self.engaged), dtype=np.int64)
        nearest = np.minimum(np.searchsorted(lengths, spans), len(lengths) - 1)
        length_of = lengths[nearest]  # the next longer: it scores higher, which errs to innocence
        for has_engagement, table in ((True, self.engaged), (False, self.silent)):
            for length in lengths.tolist():
                rows = (length_of == length) & (engaged == has_engagement)
                values[rows] = table[length].p_values(scores[rows])
                counts[rows] = table[length].count
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
    """The reference that lies beside this file; how it was made: services/verification/model."""
    return read_reference(files(__package__).joinpath("reference.json").read_bytes())

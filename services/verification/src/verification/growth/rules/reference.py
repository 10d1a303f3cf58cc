"""The shipped model, and scores of natural histories of every kind to compare with."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from verification.growth.rules.ranges import Columns, Flags, Floats
from verification.growth.rules.screened import Model
from verification.growth.rules.tables import Tables, read_tables

SHIPPED = "judgement.json"


@dataclass(frozen=True, slots=True)
class NaturalScores:
    """The highest scores among ``count`` natural histories, each with its rank from above."""

    count: int
    scores: Floats
    """Descending."""
    ranks: Columns
    """Ascending, from 1 on without holes at the top, so that small p-values are exact."""

    def p_values(self, scores: Floats) -> Floats:
        """(1 + natural scores at least as high) / (count + 1); coarse ranks round it up."""
        lower = np.searchsorted(-self.scores, -scores, side="right")
        bounds = np.concatenate([self.ranks - 1, [self.count]])
        found: Floats = (1.0 + bounds[lower]) / (self.count + 1.0)
        return found


@dataclass(frozen=True, slots=True)
class Worst:
    """The largest p-value over several kinds of natural histories, as one step function."""

    count: int
    scores: Floats
    """Ascending."""
    values: Floats
    """One more than there are scores."""

    @classmethod
    def of(cls, kinds: Mapping[str, NaturalScores]) -> "Worst":
        """Worst over all of them, worked out once."""
        scores = np.unique(np.concatenate([kind.scores for kind in kinds.values()]))
        just_above = np.concatenate([[-np.inf], np.nextafter(scores, np.inf)])
        values = np.max([kind.p_values(just_above) for kind in kinds.values()], axis=0)
        return cls(sum(kind.count for kind in kinds.values()), scores, values)

    def p_values(self, scores: Floats) -> Floats:
        """Of each score."""
        return self.values[np.searchsorted(self.scores, scores, side="left")]


@dataclass(frozen=True, slots=True)
class Reference:
    """Tables of points; natural histories by number of readings, with and without engagement."""

    model: Model
    tables: Tables
    engaged: Mapping[int, Worst]
    silent: Mapping[int, Worst]

    def p_values(self, scores: Floats, readings: Columns, engaged: Flags) -> tuple[Floats, Columns]:
        """p-values, and how many histories each was compared with.

        Between two lengths of the reference both are interpolated, so that a week more or less
        never moves an account from one table into another.
        """
        lengths = np.array(sorted(self.engaged), dtype=np.int64)
        longer = np.clip(np.searchsorted(lengths, readings), 1, len(lengths) - 1)
        below, above = lengths[longer - 1], lengths[longer]
        share = np.clip((readings - below) / (above - below), 0.0, 1.0)
        low, few = self._compared(scores, below, engaged)
        high, many = self._compared(scores, above, engaged)
        counts = np.rint(few + share * (many - few)).astype(np.int64)
        return low + share * (high - low), counts

    def _compared(self, scores: Floats, lengths: Columns, engaged: Flags) -> tuple[Floats, Columns]:
        """Against the natural histories of exactly these lengths."""
        values = np.ones(len(scores))
        counts = np.zeros(len(scores), dtype=np.int64)
        for has_engagement, worst in ((True, self.engaged), (False, self.silent)):
            for length, natural in worst.items():
                rows = (lengths == length) & (engaged == has_engagement)
                values[rows] = natural.p_values(scores[rows])
                counts[rows] = natural.count
        return values, counts


def _natural(entry: Mapping[str, Any]) -> NaturalScores:
    return NaturalScores(
        entry["count"], np.array(entry["scores"], dtype=np.float64), np.array(entry["ranks"])
    )


def _worst(lengths: Mapping[str, Mapping[str, Any]]) -> dict[int, Worst]:
    return {
        int(length): Worst.of({kind: _natural(entry) for kind, entry in kinds.items()})
        for length, kinds in lengths.items()
    }


def read_reference(raw: bytes) -> Reference:
    """A reference from the bytes of its file; their hash is the model's identity."""
    document = json.loads(raw)
    return Reference(
        model=Model(document["name"], document["version"], hashlib.sha256(raw).hexdigest()),
        tables=read_tables(document),
        engaged=_worst(document["natural_scores"]["with_engagement"]),
        silent=_worst(document["natural_scores"]["counts_only"]),
    )


@cache
def shipped_reference() -> Reference:
    """The model that lies beside this file; how it was made: services/verification/model."""
    return read_reference(files(__package__).joinpath(SHIPPED).read_bytes())

"""The model: step tables of one sign or of two, added up in fixed order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verification.growth.rules.ranges import Columns, Floats


@dataclass(frozen=True, slots=True)
class Table:
    """Points by the step of ``row`` and, where there is one, the step of ``column``."""

    row: str
    column: str | None
    points: Floats
    """Flat: the steps of ``column`` run fastest."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a model, and the edges of each sign's steps."""

    start: float
    edges: Mapping[str, Floats]
    tables: Sequence[Table]

    def scores(self, values: Mapping[str, Floats]) -> Floats:
        """Points of every account; more is less natural."""
        steps = {sign: self._steps(sign, values[sign]) for sign in self.edges}
        total = np.full(len(next(iter(steps.values()))), self.start)
        for table in self.tables:
            cell = steps[table.row]
            if table.column is not None:
                cell = cell * (len(self.edges[table.column]) + 1) + steps[table.column]
            total = total + table.points[cell]
        return total

    def _steps(self, sign: str, values: Floats) -> Columns:
        """How many edges lie below each value."""
        found: Columns = np.searchsorted(self.edges[sign], values, side="left")
        return found


def read_tables(document: Mapping[str, Any]) -> Tables:
    """Tables from the model's file."""
    edges = {sign: np.array(steps, dtype=np.float64) for sign, steps in document["edges"].items()}
    tables = [
        Table(entry["signs"][0], (entry["signs"][1:] or [None])[0], np.array(entry["points"]))
        for entry in document["tables"]
    ]
    return Tables(float(document["start"]), edges, tables)

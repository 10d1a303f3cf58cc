"""Writes growth/rules/metrics.json, which the page of models shows, from what measure.py printed.

``measure.py … | metrics.py``; groups whose number of histories is not known exactly are left out.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from build import TARGET
from measure import LENGTHS, SEED
from samples import simulated
from worlds import KINDS, OTHER

REPOSITORIES = {52: 1741, 26: 5125, 12: 12_765}
"""Windows of repositories that only measure."""
HURT = 3000
ACCIDENTS = (
    "dip", "long dip", "high", "purge", "purge given back", "shock", "rounded to 100",
    "rounded above 10000", "missed in a row", "stale",
)  # fmt: skip
SHAPES = ("burst", "burst and likes", "burst then purge", "drip", "threshold")
SIZES = (
    (0.05, 0.1, "5% to 10%"),
    (0.1, 0.2, "10% to 20%"),
    (0.2, 0.5, "20% to 50%"),
    (0.5, 1.0, "50% to 100%"),
    (1.0, 9.0, "100% to 900%"),
)
Row = tuple[str, str, str, int, str, int]
"""World, measure, group, weeks, the figure's name, histories."""


def figures(lines: Iterable[str]) -> dict[str, float]:
    """What was printed, by name; the last of equals counts."""
    found = (re.match(r"(.{48}) (\d\.\d+)", line) for line in lines)
    return {match[1].strip(): float(match[2]) for match in found if match}


def rows() -> Iterator[Row]:
    """Everything the page shows."""
    for weeks in LENGTHS:
        yield from _overall("simulated", f"sim {weeks}", weeks, 12_000, 6000)
        count = REPOSITORIES[weeks]
        yield from _overall("repositories", f"github {weeks}", weeks, count, count)
        yield from _by_kind(weeks)
    yield (
        "simulated", "false_alarms", "ever in a year of weekly judgements", 104,
        "year ever flagged, innocent", 800,
    )  # fmt: skip


def _overall(world: str, name: str, weeks: int, natural: int, bought: int) -> Iterator[Row]:
    yield world, "false_alarms", "all", weeks, f"{name} natural p <= .01", natural
    yield world, "calibration", "0.01", weeks, f"{name} natural p <= .01", natural
    yield world, "calibration", "0.002", weeks, f"{name} natural p <= .002", natural
    counts_only = f"{name} natural p <= .01, counts only"
    yield world, "false_alarms", "counts only", weeks, counts_only, natural
    yield world, "recall", "all", weeks, f"{name} recall by flag", bought
    for accident in ACCIDENTS:
        figure = f"{name} flagged after {accident}"
        yield world, "false_alarms", f"after {accident}", weeks, figure, min(HURT, natural)


def _by_kind(weeks: int) -> Iterator[Row]:
    """The samples measure.py draws first, drawn again to count them."""
    random = np.random.default_rng(SEED + weeks)
    natural = simulated(random, 12_000, weeks, buy=False, ranges=OTHER)
    bought = simulated(random, 6000, weeks, buy=True, ranges=OTHER, plain=0.7)
    for kind in KINDS:
        count = int((natural.kinds == kind).sum())
        yield "simulated", "false_alarms", kind, weeks, f"sim {weeks} flagged {kind}", count
    for shape in SHAPES:
        count = int((bought.kinds == shape).sum())
        yield "simulated", "recall", shape, weeks, f"sim {weeks} recall {shape}", count
    for low, most, size in SIZES:
        count = int(((bought.sizes >= low) & (bought.sizes < most)).sum())
        label = "above 100 %" if most > 1 else size.replace("%", " %")
        yield "simulated", "recall", label, weeks, f"sim {weeks} recall of {size}", count


def document(found: Mapping[str, float]) -> dict[str, Any]:
    """The file's content."""
    members = ("world", "measure", "group", "weeks", "share", "histories")
    return {
        "model_sha256": hashlib.sha256(TARGET.read_bytes()).hexdigest(),
        "rates": [
            dict(zip(members, (*row[:4], found[row[4]], row[5]), strict=True))
            for row in rows()
            if row[4] in found
        ],
    }


if __name__ == "__main__":
    told = json.dumps(document(figures(sys.stdin)), separators=(",", ":"))
    TARGET.with_name("metrics.json").write_text(told + "\n")

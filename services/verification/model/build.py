"""Trains the growth judgement and writes growth/rules/judgement.json; see README."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from boosting import boosted, trees_of
from numpy.typing import NDArray
from panel import Series, histories
from samples import Sample, joined, real, signs, simulated
from trees import as_tables
from worlds import KINDS

from verification.growth.rules.burst import ABSENT
from verification.growth.rules.tables import read_tables

Floats = NDArray[np.float64]
SEED = 20191125
LENGTHS = (8, 12, 16, 20, 26, 39, 52)
TRAINED_ON = (9, 12, 16, 20, 26, 39, 52)
OF_EACH = 16_000
ROUNDS = 4000
BY_ENGAGEMENT = (
    "brought", "brought_later", "er_rise", "er_shift", "er_late", "lift_now", "each",
    "drip_brought", "drip_shift", "drip_lift",
)  # fmt: skip
WITHOUT_ENGAGEMENT = 0.2
MOST_REFERENCES = 6_000
EXACT_RANKS = 60
TARGET = Path(__file__).parents[1] / "src/verification/growth/rules/judgement.json"
ATTRIBUTION = (
    "Trained on simulated accounts and on weekly stars and forks of public repositories, "
    "github.com/EvanLi/Github-Ranking (MIT), commit 1f3e1701525143b5ac563105153e380610d1ad53. "
    "Purchase sizes: github.com/hehao98/StarScout (Apache-2.0)."
)


def training_sample(random: np.random.Generator, series: list[Series]) -> Sample:
    """Natural and bought, simulated and real, of every length, with mishaps."""
    parts = []
    for weeks in TRAINED_ON:
        for buy, mishaps, plain in ((False, 0.3, 0.25), (True, 0.15, 0.7)):
            parts.append(simulated(random, OF_EACH, weeks, buy=buy, mishaps=mishaps, plain=plain))
            parts.append(_real(random, series, weeks, OF_EACH, buy=buy, mishaps=mishaps))
    return joined(parts)


def _real(
    random: np.random.Generator,
    series: list[Series],
    weeks: int,
    most: int,
    *,
    buy: bool = False,
    mishaps: float = 0.0,
) -> Sample:
    """Overlapping windows of the repositories that train."""
    every = max(4, weeks // 2)
    return real(
        random, series, weeks, training=True, buy=buy, every=every, most=most, mishaps=mishaps
    )


def trained(random: np.random.Generator, series: list[Series]) -> dict[str, Any]:
    """The tables; fails when they are not the booster to 1e-9."""
    sample = training_sample(random, series)
    names, values = signs(sample)
    silent = random.random(len(values)) < WITHOUT_ENGAGEMENT
    columns = [names.index(name) for name in BY_ENGAGEMENT]
    values[np.ix_(silent, columns)] = ABSENT
    booster = boosted(values, sample.bought.astype(np.float64), names, ROUNDS)
    tables = as_tables(trees_of(booster), names)
    found = read_tables(tables).scores({name: values[:, at] for at, name in enumerate(names)})
    apart = float(np.abs(found - booster.predict(values, raw_score=True)).max())
    print(f"trained on {len(values)} windows, {len(tables['tables'])} tables, apart {apart:.1e}")
    if apart > 1e-9:
        raise SystemExit("the tables are not the booster")
    return rounded(tables)


def rounded(tables: dict[str, Any]) -> dict[str, Any]:
    """Points to six digits: a file that can be read, and the same bits everywhere."""
    for table in tables["tables"]:
        table["points"] = [round(point, 6) for point in table["points"]]
    return {**tables, "start": round(tables["start"], 6)}


def naturals(random: np.random.Generator, series: list[Series], weeks: int) -> dict[str, Sample]:
    """Natural histories of each kind, of one length."""
    count = MOST_REFERENCES
    plenty = simulated(random, 4 * count, weeks, buy=False)
    hurt = [
        _real(random, series, weeks, count // 2, mishaps=1.0),
        simulated(random, count // 2, weeks, buy=False, mishaps=1.0, plain=0.7),
    ]
    return {
        "github": _real(random, series, weeks, count),
        **{kind: plenty.rows(plenty.kinds == kind) for kind in KINDS},
        "mishaps": joined(hurt),
    }


def natural_scores(scores: Floats) -> dict[str, Any]:
    """The highest scores exactly, the rest by rank, ever coarser."""
    ordered = np.sort(scores)[::-1]
    coarse = np.geomspace(EXACT_RANKS, len(ordered), 60).astype(int)
    ranks = np.unique(np.concatenate([np.arange(1, EXACT_RANKS + 1), coarse]))
    ranks = ranks[ranks <= len(ordered)]
    return {
        "count": len(ordered),
        "ranks": ranks.tolist(),
        "scores": [round(float(score), 4) for score in ordered[ranks - 1]],
    }


def build(panel: Path) -> bytes:
    """The model's file."""
    random = np.random.default_rng(SEED)
    series = list(histories(panel))
    tables = trained(random, series)
    model = read_tables(tables)
    found: dict[str, dict[str, Any]] = {"with_engagement": {}, "counts_only": {}}
    for weeks in LENGTHS:
        samples = naturals(random, series, weeks)
        for place, engaged in (("with_engagement", True), ("counts_only", False)):
            found[place][str(weeks)] = {
                kind: natural_scores(scores_of(model, sample, engaged=engaged))
                for kind, sample in samples.items()
            }
    document = {
        "name": "growth-judgement", "version": "2.0.0", "licence": "MIT",
        "attribution": ATTRIBUTION, **tables, "natural_scores": found,
    }  # fmt: skip
    return json.dumps(document, separators=(",", ":")).encode() + b"\n"


def scores_of(model: Any, sample: Sample, *, engaged: bool = True) -> Floats:
    """Scores of each window."""
    names, values = signs(sample, engaged=engaged)
    scores: Floats = model.scores({name: values[:, at] for at, name in enumerate(names)})
    return scores


def main() -> None:
    """Build and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", type=Path, required=True, help="panel.parquet of github_weekly")
    parser.add_argument("--output", type=Path, default=TARGET, help="where the file goes")
    given = parser.parse_args()
    given.output.write_bytes(build(given.panel))


if __name__ == "__main__":
    main()

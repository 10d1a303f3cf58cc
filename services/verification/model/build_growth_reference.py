"""Builds growth/rules/reference.json and prints the figures of docs/model-card.md; see README."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from panel import KINDS, Purchases, Windows, windows_of, with_purchases

from verification.growth.rules.blocks import Floats
from verification.growth.rules.reference import Reference, read_reference
from verification.growth.rules.screen import scores_of
from verification.growth.rules.signs import SIGNS, signs_of
from verification.growth.rules.steps import steps_of

LENGTHS = (8, 12, 16, 20, 26, 39, 52)
TRAINED_ON = (12, 26, 52)
DIRECTION = {"burst": 1, "lost_again": 1, "engagement": -1, "drip_6": 1, "drip_12": 1}
MOST_REFERENCES = 10_000
EXACT_RANKS = 200
SEED = 20191125
TARGET = Path(__file__).parents[1] / "src" / "verification" / "growth" / "rules" / "reference.json"


def values_of(windows: Windows, *, engaged: bool = True) -> Floats:
    """The signs of each window."""
    values: Floats = signs_of(steps_of(windows.block(engaged=engaged))).values
    return values


def fitted(values: Floats, bought: Floats) -> Floats:
    """Logistic regression (Newton, ridge 1); a weight of the wrong direction is dropped."""
    direction = np.array([DIRECTION[sign] for sign in SIGNS])
    scale = values.std(axis=0) + 1e-9
    kept = np.arange(len(SIGNS))
    while True:
        design = np.c_[np.ones(len(values)), ((values - values.mean(axis=0)) / scale)[:, kept]]
        weights = _newton(design, bought)
        wrong = weights[1:] * direction[kept] < 0
        if not wrong.any():
            break
        kept = np.delete(kept, np.argmin(weights[1:] * direction[kept]))
    result = np.zeros(len(SIGNS))
    result[kept] = weights[1:]
    return result / scale


def _newton(design: Floats, bought: Floats) -> Floats:
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (chance - bought) + np.r_[0, weights[1:]]
        spread = (chance * (1 - chance) + 1e-6)[:, None]
        step = np.linalg.solve((design * spread).T @ design + np.eye(len(weights)), slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def trained_weights(panel: Path, random: np.random.Generator) -> dict[str, float]:
    """Weights learned on the training repositories, natural against the same with a purchase."""
    values, bought = [], []
    for length in TRAINED_ON:
        natural = windows_of(panel, length).side(training=True)
        rows = random.permutation(len(natural.audience))[:4000]
        some = Windows(natural.audience[rows], natural.engagement[rows], natural.training[rows])
        for windows, label in ((some, 0.0), (with_purchases(some, random).windows, 1.0)):
            values.append(values_of(windows))
            bought.append(np.full(len(values[-1]), label))
    weights = fitted(np.concatenate(values), np.concatenate(bought))
    return {sign: round(float(weight), 4) for sign, weight in zip(SIGNS, weights, strict=True)}


def natural_scores(scores: Floats, random: np.random.Generator) -> dict[str, Any]:
    """The highest scores exactly, the rest by rank, ever coarser, down to the smallest above 0."""
    chosen = np.sort(random.permutation(scores)[:MOST_REFERENCES])[::-1]
    coarse = np.geomspace(EXACT_RANKS, len(chosen), 100).astype(int)
    above_zero = int((chosen > 0).sum())
    ranks = np.unique(np.concatenate([np.arange(1, EXACT_RANKS + 1), coarse, [above_zero]]))
    ranks = ranks[(ranks > 0) & (ranks <= above_zero)]
    return {
        "count": len(chosen),
        "ranks": ranks.tolist(),
        "scores": [round(float(score), 4) for score in chosen[ranks - 1]],
    }


def build(panel: Path) -> bytes:
    """The reference file."""
    random = np.random.default_rng(SEED)
    weights = trained_weights(panel, random)
    tables: dict[str, dict[str, Any]] = {"with_engagement": {}, "counts_only": {}}
    for length in LENGTHS:
        natural = windows_of(panel, length).side(training=True)
        for name, engaged in (("with_engagement", True), ("counts_only", False)):
            scores, _, _ = scores_of(natural.block(engaged=engaged), tuple(weights.values()))
            tables[name][str(length)] = natural_scores(scores, random)
    document = {
        "name": "growth-screen",
        "version": "1.1.0",
        "licence": "MIT",
        "attribution": (
            "Natural scores computed from weekly stars and forks of public repositories, "
            "github.com/EvanLi/Github-Ranking (MIT), "
            "commit 1f3e1701525143b5ac563105153e380610d1ad53. "
            "Purchase sizes: github.com/hehao98/StarScout (Apache-2.0)."
        ),
        "weights": weights,
        "natural_scores": tables,
    }
    return json.dumps(document, separators=(",", ":")).encode() + b"\n"


def _caught(reference: Reference, purchases: Purchases, alpha: float) -> NDArray[np.bool_]:
    return _p_values(reference, purchases.windows) <= alpha


def _p_values(reference: Reference, windows: Windows, *, engaged: bool = True) -> Floats:
    scores, steps, _ = scores_of(windows.block(engaged=engaged), reference.weights)
    return reference.p_values(scores, steps.span, steps.engaged)[0]


def report(panel: Path, reference: Reference) -> None:
    """False alarms and recall on repositories the model never saw."""
    random = np.random.default_rng(SEED + 1)
    print("weights", dict(zip(SIGNS, reference.weights, strict=True)))
    for length in LENGTHS:
        natural = windows_of(panel, length).side(training=False)
        bought = with_purchases(natural, random)
        for alpha in (0.01, 0.002):
            alarms = (_p_values(reference, natural) <= alpha).mean()
            silent = (_p_values(reference, natural, engaged=False) <= alpha).mean()
            caught = _caught(reference, bought, alpha)
            by_kind = {kind: round(float(caught[bought.kinds == kind].mean()), 3) for kind in KINDS}
            large = float(caught[bought.sizes >= 0.2].mean())
            print(
                f"{length:2d} weeks n={len(natural.audience):5d} alpha={alpha:.3f}"
                f" false alarms {alarms:.4f} (counts only {silent:.4f})"
                f" recall {caught.mean():.3f} (>= 20 % of audience {large:.3f}) {by_kind}"
            )
        _report_sizes(reference, natural, bought)


def _report_sizes(reference: Reference, natural: Windows, bought: Purchases) -> None:
    caught, wrong = _caught(reference, bought, 0.01), _p_values(reference, natural) <= 0.01
    sizes = ((0.05, 0.1), (0.1, 0.2), (0.2, 0.5), (0.5, 1.0), (1.0, 9.0))
    shares = [caught[(bought.sizes >= low) & (bought.sizes < high)].mean() for low, high in sizes]
    print("   recall by purchase size", [round(float(share), 2) for share in shares], end="; ")
    start = natural.audience[:, 0]
    for low, high in ((200, 1000), (1000, 5000), (5000, 20_001)):
        rows = (start >= low) & (start < high)
        print(f"false alarms {low}-{high - 1}: {wrong[rows].mean():.4f} of {rows.sum()}", end="; ")
    print()


def main() -> None:
    """Build, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", type=Path, required=True, help="panel.parquet of github_weekly")
    parser.add_argument("--check", action="store_true", help="write nothing, only measure")
    given = parser.parse_args()
    raw = TARGET.read_bytes() if given.check else build(given.panel)
    if not given.check:
        TARGET.write_bytes(raw)
    report(given.panel, read_reference(raw))


if __name__ == "__main__":
    main()

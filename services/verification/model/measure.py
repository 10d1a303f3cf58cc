"""Error rates of the shipped model where it never trained, against the gates of ``gates.json``."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from accidents import ACCIDENTS, befallen
from numpy.typing import NDArray
from panel import Series, histories
from samples import BLOCK, Sample, block, padded, real, simulated
from worlds import OTHER
from years import lived

from verification.growth.rules.reference import Reference, shipped_reference
from verification.growth.rules.signs import signs_of

Floats = NDArray[np.float64]
SEED = 20261127
LENGTHS = (52, 26, 12)
BUYERS = 0.05
GATES = Path(__file__).with_name("gates.json")
Figures = Iterator[tuple[str, float]]


def judged(reference: Reference, sample: Sample, *, engaged: bool = True) -> tuple[Floats, Floats]:
    """p-values and scores."""
    values, scores = [], []
    for first in range(0, len(sample), BLOCK):
        weeks = block(sample.rows(slice(first, first + BLOCK)), engaged=engaged)
        signs = signs_of(*weeks)
        scores.append(reference.tables.scores(signs.values))
        values.append(reference.p_values(scores[-1], signs.steps.observed, signs.engaged)[0])
    return np.concatenate(values), np.concatenate(scores)


def ranked(natural: Floats, bought: Floats) -> float:
    """Area under the curve: how often a purchase scores higher than a natural history."""
    ordered = np.sort(natural)
    below = np.searchsorted(ordered, bought, side="left")
    equal = np.searchsorted(ordered, bought, side="right") - below
    return float((below + equal / 2).mean() / len(natural))


def false_discoveries(
    random: np.random.Generator, natural: Floats, bought: Floats, *, limit: float = 0.1
) -> float:
    """Mean share of innocent names on a list by Benjamini and Hochberg, 5 % of 2,000 buying."""
    shares = []
    for _ in range(60):
        some = np.concatenate([random.choice(natural, 1900), random.choice(bought, 100)])
        order = np.argsort(some, kind="stable")
        fits = np.flatnonzero(some[order] <= limit * np.arange(1, 2001) / 2000)
        named = order[: fits[-1] + 1] if len(fits) else order[:0]
        shares.append(float((named < 1900).mean()) if len(named) else 0.0)
    return float(np.mean(shares))


def world(
    random: np.random.Generator, reference: Reference, name: str, natural: Sample, bought: Sample
) -> Figures:
    """Of one world and length."""
    (p, score), (q, high) = judged(reference, natural), judged(reference, bought)
    cut = np.quantile(score, 0.99)
    yield f"{name} auc", ranked(score, high)
    yield f"{name} recall at 1 % by score", float((high > cut).mean())
    yield f"{name} recall by flag", float((q <= 0.01).mean())
    yield f"{name} recall by flag, 20 % and more", float((q <= 0.01)[bought.sizes >= 0.2].mean())
    yield f"{name} natural p <= .01", float((p <= 0.01).mean())
    yield f"{name} natural p <= .002", float((p <= 0.002).mean())
    yield f"{name} false discoveries", false_discoveries(random, p, q)
    silent = judged(reference, natural, engaged=False)[0]
    yield f"{name} natural p <= .01, counts only", float((silent <= 0.01).mean())
    for kind in sorted({*natural.kinds.tolist()}):
        yield f"{name} flagged {kind}", float((p <= 0.01)[natural.kinds == kind].mean())
    for shape in sorted({*bought.kinds.tolist()}):
        yield f"{name} recall {shape}", float((q <= 0.01)[bought.kinds == shape].mean())
    for low, most in ((0.05, 0.1), (0.1, 0.2), (0.2, 0.5), (0.5, 1.0), (1.0, 9.0)):
        rows = (bought.sizes >= low) & (bought.sizes < most)
        yield f"{name} recall of {low:.0%} to {most:.0%}", float((q <= 0.01)[rows].mean())


def after_accidents(
    random: np.random.Generator, reference: Reference, name: str, natural: Sample, weeks: int
) -> Figures:
    """Natural accounts flagged once something has happened to their readings."""
    for accident in ACCIDENTS:
        chosen = np.full(len(natural), accident)
        hurt = Sample(**vars(natural))
        hurt.audience = padded(befallen(random, natural.audience[:, -weeks:], chosen))
        values, _ = judged(reference, hurt)
        yield f"{name} flagged after {accident}", float((values <= 0.01).mean())


def figures(panel: Path) -> Figures:
    """Everything that is measured."""
    reference = shipped_reference()
    series: list[Series] = list(histories(panel))
    for weeks in LENGTHS:
        random = np.random.default_rng(SEED + weeks)
        natural = simulated(random, 12_000, weeks, buy=False, ranges=OTHER)
        bought = simulated(random, 6_000, weeks, buy=True, ranges=OTHER, plain=0.7)
        yield from world(random, reference, f"sim {weeks}", natural, bought)
        yield from after_accidents(
            random, reference, f"sim {weeks}", natural.rows(slice(0, 3000)), weeks
        )
        natural = real(random, series, weeks, training=False, buy=False)
        bought = real(random, series, weeks, training=False, buy=True)
        yield from world(random, reference, f"github {weeks}", natural, bought)
        yield from after_accidents(
            random, reference, f"github {weeks}", natural.rows(slice(0, 3000)), weeks
        )
    yield from lived(np.random.default_rng(SEED), OTHER)


def main() -> None:
    """Print every figure beside its target; 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", type=Path, required=True, help="panel.parquet of github_weekly")
    gates = json.loads(GATES.read_text())
    missed = []
    for name, reached in figures(parser.parse_args().panel):
        gate = gates.get(name)
        print(f"{name:48s} {reached:.4f}", end="")
        if gate:
            sign = 1 if gate["at"] == "least" else -1
            met = {limit: sign * reached >= sign * gate[limit] for limit in ("target", "gate")}
            missed += [] if met["gate"] else [name]
            said = "met" if met["target"] else f"MISSED (gate {gate['gate']})"
            print(f"   target at {gate['at']} {gate['target']}: {said}", end="")
        print(flush=True)
    if missed:
        print("gates missed:", *missed, sep="\n  ", file=sys.stderr)
        raise SystemExit(1)


if __name__ == "__main__":
    main()

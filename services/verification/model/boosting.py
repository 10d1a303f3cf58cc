"""Boosting, single-threaded and deterministic: the only place that needs an ML library."""

import lightgbm
import numpy as np
from numpy.typing import NDArray
from trees import Node, telling_pairs

Floats = NDArray[np.float64]
SETTINGS = {
    "objective": "binary", "num_leaves": 3, "learning_rate": 0.2, "min_data_in_leaf": 200,
    "max_bin": 32, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": 20191125,
    "deterministic": True, "force_row_wise": True,
}  # fmt: skip
SCOUTING = 1000
PAIRS = 140


def boosted(values: Floats, bought: Floats, names: list[str], rounds: int) -> lightgbm.Booster:
    """Learned on every row; single thread, so that the same rows give the same trees.

    A first, short round finds which pairs of signs say most; only these may stand together.
    """
    first = lightgbm.train(SETTINGS, lightgbm.Dataset(values, bought, feature_name=names), SCOUTING)
    pairs = [
        [names.index(sign) for sign in pair]
        for pair in telling_pairs(trees_of(first), names, PAIRS)
    ]
    settings = {**SETTINGS, "interaction_constraints": pairs}
    return lightgbm.train(settings, lightgbm.Dataset(values, bought, feature_name=names), rounds)


def trees_of(booster: lightgbm.Booster) -> list[Node]:
    """Its trees as it tells them."""
    return [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]

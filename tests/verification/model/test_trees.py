"""Trees written as step tables say the same as the trees."""

from typing import Any

import numpy as np
import pytest

from tests.verification.model.loading import program
from verification.growth.rules.tables import read_tables

trees = program("trees")
NAMES = ["a", "b"]


def leaf(value: float) -> dict[str, Any]:
    return {"leaf_value": value}


def split(feature: int, threshold: float, left: Any, right: Any, gain: float = 1.0) -> Any:
    return {
        "split_feature": feature,
        "threshold": threshold,
        "split_gain": gain,
        "left_child": left,
        "right_child": right,
    }


FOREST = [
    split(0, 1.0, leaf(1.0), leaf(2.0)),
    split(1, 5.0, split(0, 2.0, leaf(10.0), leaf(20.0)), leaf(30.0), gain=9.0),
    split(0, 1.0, leaf(100.0), split(0, 3.0, leaf(200.0), leaf(300.0))),
    leaf(0.5),
]


def by_trees(a: float, b: float) -> float:
    total = 0.0
    for node in FOREST:
        while "split_feature" in node:
            low = (a, b)[node["split_feature"]] <= node["threshold"]
            node = node["left_child" if low else "right_child"]
        total += node["leaf_value"]
    return total


@pytest.mark.parametrize("a", [0.0, 1.0, 1.5, 2.0, 2.5, 3.0, 9.0])
@pytest.mark.parametrize("b", [4.0, 5.0, 6.0])
def test_tables_say_what_the_trees_say_on_every_side_of_every_edge(a: float, b: float) -> None:
    tables = read_tables(trees.as_tables(FOREST, NAMES))

    assert tables.scores({"a": np.array([a]), "b": np.array([b])}).tolist() == [by_trees(a, b)]


def test_trees_of_the_same_signs_share_a_table() -> None:
    found = trees.as_tables(FOREST, NAMES)

    assert [table["signs"] for table in found["tables"]] == [["a"], ["a", "b"]]
    assert found["edges"] == {"a": [1.0, 2.0, 3.0], "b": [5.0]}
    assert found["start"] == 0.5


def test_the_pairs_that_gained_most_may_stay_together_and_every_sign_alone() -> None:
    assert trees.telling_pairs(FOREST, NAMES, 1) == [("a", "b"), ("a",), ("b",)]
    assert trees.telling_pairs(FOREST, NAMES, 0) == [("a",), ("b",)]

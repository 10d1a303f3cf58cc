"""Trees of at most three leaves, written as step tables of one sign or of two."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Node = dict[str, Any]


def telling_pairs(trees: list[Node], names: list[str], most: int) -> list[tuple[str, ...]]:
    """The pairs whose trees gained most, and every sign by itself."""
    gains: dict[tuple[str, ...], float] = {}
    for root in trees:
        signs = tuple(sorted(_signs(root, names), key=names.index))
        gains[signs] = gains.get(signs, 0.0) + _gain(root)
    ordered = sorted((pair for pair in gains if len(pair) == 2), key=lambda pair: -gains[pair])
    return [*ordered[:most], *((name,) for name in names)]


def _gain(node: Node) -> float:
    if "split_feature" not in node:
        return 0.0
    return float(node["split_gain"]) + _gain(node["left_child"]) + _gain(node["right_child"])


def as_tables(trees: list[Node], names: list[str]) -> dict[str, Any]:
    """The same function as tables: edges of each sign, points of each cell."""
    edges = _edges(trees, names)
    steps = {name: {edge: at for at, edge in enumerate(found)} for name, found in edges.items()}
    tables: dict[tuple[str, ...], Floats] = {}
    start = 0.0

    def ranks(signs: tuple[str, ...]) -> list[int]:
        return [names.index(sign) for sign in signs]

    for tree in trees:
        signs = tuple(sorted(_signs(tree, names), key=names.index))
        if not signs:
            start += tree["leaf_value"]
            continue
        shape = tuple(len(edges[sign]) + 1 for sign in signs)
        points = tables.setdefault(signs, np.zeros(shape))
        _add(points, tree, signs, names, steps, [slice(None)] * len(signs))
    return {
        "start": start,
        "edges": edges,
        "tables": [
            {"signs": list(signs), "points": points.ravel().tolist()}
            for signs, points in sorted(tables.items(), key=lambda one: ranks(one[0]))
        ],
    }  # fmt: skip


def _signs(node: Node, names: list[str]) -> set[str]:
    if "split_feature" not in node:
        return set()
    below = _signs(node["left_child"], names) | _signs(node["right_child"], names)
    return {names[node["split_feature"]]} | below


def _edges(trees: list[Node], names: list[str]) -> dict[str, list[float]]:
    found: dict[str, set[float]] = {}
    waiting = list(trees)
    while waiting:
        node = waiting.pop()
        if "split_feature" in node:
            found.setdefault(names[node["split_feature"]], set()).add(float(node["threshold"]))
            waiting += [node["left_child"], node["right_child"]]
    return {name: sorted(found[name]) for name in names if name in found}


def _add(
    points: Floats, node: Node, signs: tuple[str, ...], names: list[str],
    steps: dict[str, dict[float, int]], cell: list[slice],
) -> None:  # fmt: skip
    if "split_feature" not in node:
        points[tuple(cell)] += node["leaf_value"]
        return
    sign = names[node["split_feature"]]
    axis, at = signs.index(sign), steps[sign][float(node["threshold"])] + 1
    low, high = _bounds(cell[axis], points.shape[axis])
    for child, part in (
        ("left_child", slice(low, min(at, high))),
        ("right_child", slice(max(at, low), high)),
    ):
        _add(points, node[child], signs, names, steps, [*cell[:axis], part, *cell[axis + 1 :]])


def _bounds(part: slice, size: int) -> tuple[int, int]:
    return (part.start or 0), (size if part.stop is None else part.stop)

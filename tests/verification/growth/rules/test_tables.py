"""Step tables: which step a value falls into, and that points add up."""

import numpy as np
import pytest

from verification.growth.rules.tables import Tables, read_tables

DOCUMENT = {
    "start": 0.5,
    "edges": {"a": [1.0, 2.0], "b": [10.0]},
    "tables": [
        {"signs": ["a"], "points": [1.0, 2.0, 4.0]},
        {"signs": ["a", "b"], "points": [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]},
    ],
}
TABLES: Tables = read_tables(DOCUMENT)


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [
        (0.0, 0.0, 1.5),
        (1.0, 10.0, 1.5),
        (1.1, 10.0, 22.5),
        (2.0, 10.1, 32.5),
        (2.1, 0.0, 44.5),
        (9.9, 99.0, 54.5),
        (-9.0, 99.0, 11.5),
    ],
)
def test_a_value_on_an_edge_belongs_below_it(a: float, b: float, score: float) -> None:
    assert TABLES.scores({"a": np.array([a]), "b": np.array([b])}).tolist() == [score]


def test_signs_without_a_table_count_for_nothing() -> None:
    values = {"a": np.array([0.0]), "b": np.array([0.0]), "c": np.array([1e9])}

    assert TABLES.scores(values).tolist() == [1.5]


def test_accounts_do_not_mix() -> None:
    found = TABLES.scores({"a": np.array([0.0, 9.0]), "b": np.array([99.0, 0.0])})

    assert found.tolist() == [11.5, 44.5]

"""p-values are exact where it matters and never too small."""

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from verification.growth.rules.reference_1_1 import NaturalScores, read_reference, shipped_reference
from verification.growth.rules.screened import Model
from verification.growth.rules.signs_1_1 import SIGNS


def table(count: int) -> dict[str, object]:
    """So many natural histories, of which one scored 4 and the others nothing."""
    return {"count": count, "ranks": [1], "scores": [4]}


RAW = json.dumps(
    {
        "name": "small",
        "version": "1.2.3",
        "weights": {"burst": 1.5, "engagement": -3.0},
        "natural_scores": {
            "with_engagement": {"20": table(99), "8": table(9), "12": table(19)},
            "counts_only": {"8": table(1), "20": table(4), "12": table(3)},
        },
    }
).encode()
SMALL = read_reference(RAW)


def compared(weeks: int, *, score: float = 5, engaged: bool = True) -> tuple[float, int]:
    """The p-value of one account, and with how many histories it was compared."""
    values, counts = SMALL.p_values(np.array([score]), np.array([weeks]), np.array([engaged]))
    assert counts.dtype == np.int64
    return round(float(values[0]), 9), int(counts[0])


def test_a_reference_is_read_from_its_bytes() -> None:
    assert SMALL.model == Model("small", "1.2.3", hashlib.sha256(RAW).hexdigest())
    assert SMALL.weights == (1.5, -3.0)
    assert {length: each.count for length, each in SMALL.engaged.items()} == {20: 99, 8: 9, 12: 19}
    assert {length: each.count for length, each in SMALL.silent.items()} == {8: 1, 20: 4, 12: 3}


def test_natural_scores_are_fractions_however_they_are_written() -> None:
    scores = SMALL.engaged[8].scores

    assert (str(scores.dtype), scores.tolist()) == ("float64", [4.0])


@pytest.mark.parametrize(
    ("weeks", "p_value", "count"),
    [
        (7, 0.1, 9),
        (8, 0.1, 9),
        (9, 0.0875, 12),
        (10, 0.075, 14),
        (12, 0.05, 19),
        (14, 0.04, 39),
        (20, 0.01, 99),
        (52, 0.01, 99),
    ],
)
def test_between_two_lengths_there_are_no_steps_and_beyond_the_ends_nothing_moves(
    weeks: int, p_value: float, count: int
) -> None:
    assert compared(weeks) == (p_value, count)


def test_the_shortest_histories_have_the_p_values_of_their_table_to_the_last_bit() -> None:
    reference = shipped_reference()
    shortest = reference.engaged[min(reference.engaged)]
    many = np.full(len(shortest.scores), min(reference.engaged))

    values, _ = reference.p_values(shortest.scores, many, many > 0)

    assert values.tolist() == shortest.p_values(shortest.scores).tolist()


@pytest.mark.parametrize(("weeks", "p_value", "count"), [(8, 0.5, 1), (12, 0.25, 3), (20, 0.2, 4)])
def test_without_engagement_the_silent_histories_are_compared_with(
    weeks: int, p_value: float, count: int
) -> None:
    assert compared(weeks, engaged=False) == (p_value, count)


@pytest.mark.parametrize(("score", "p_value"), [(5, 0.1), (4, 0.2), (0.5, 0.2), (0, 1.0)])
def test_a_score_of_nothing_is_like_every_history(score: float, p_value: float) -> None:
    assert compared(8, score=score) == (p_value, 9)


def test_the_company_changes_no_p_value() -> None:
    scores, spans = np.array([5.0, 4.0, 5.0, 0.0]), np.array([8, 20, 10, 12])
    engaged = np.array([False, True, True, False])

    values, counts = SMALL.p_values(scores, spans, engaged)

    assert values.round(9).tolist() == [0.5, 0.02, 0.075, 1.0]
    assert counts.tolist() == [1, 99, 14, 3]


def test_the_highest_score_of_all_gets_the_smallest_p_value() -> None:
    natural = NaturalScores(3, np.array([5.0, 4.0, 1.0]), np.array([1, 2, 3]))
    assert natural.p_values(np.array([6.0, 5.0, 4.5, 0.0])).tolist() == [0.25, 0.5, 0.5, 1.0]


@settings(deadline=None)
@anything(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(0, 10))
def test_coarse_ranks_only_round_up(scores: list[int], score: int) -> None:
    full = np.sort(np.array(scores, dtype=float))[::-1]
    ranks = np.unique(np.geomspace(1, len(full), 5).astype(int))
    coarse = NaturalScores(len(full), full[ranks - 1], ranks)
    true = (1 + int((full >= score).sum())) / (len(full) + 1)
    assert coarse.p_values(np.array([float(score)]))[0] >= true


def test_the_model_is_named_by_the_hash_of_its_file() -> None:
    raw = files("verification.growth.rules").joinpath("reference_1_1.json").read_bytes()
    assert shipped_reference().model.sha256 == hashlib.sha256(raw).hexdigest()
    assert json.loads(raw)["licence"] == "MIT"


def test_every_sign_has_a_weight_and_engagement_speaks_for_the_account() -> None:
    weights = dict(zip(SIGNS, shipped_reference().weights, strict=True))
    assert weights["engagement"] < 0
    assert all(weight > 0 for sign, weight in weights.items() if sign != "engagement")

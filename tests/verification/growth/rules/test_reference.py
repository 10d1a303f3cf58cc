"""p-values are exact where it matters and never too small."""

import hashlib
import json
from importlib.resources import files

import numpy as np
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from verification.growth.rules.reference import NaturalScores, shipped_reference
from verification.growth.rules.signs import SIGNS


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
    raw = files("verification.growth.rules").joinpath("reference.json").read_bytes()
    assert shipped_reference().model.sha256 == hashlib.sha256(raw).hexdigest()
    assert json.loads(raw)["licence"] == "MIT"


def test_every_sign_has_a_weight_and_engagement_speaks_for_the_account() -> None:
    weights = dict(zip(SIGNS, shipped_reference().weights, strict=True))
    assert weights["engagement"] < 0
    assert all(weight > 0 for sign, weight in weights.items() if sign != "engagement")

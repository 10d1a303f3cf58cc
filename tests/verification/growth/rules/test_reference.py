"""p-values are the worst over all kinds of natural histories, exact where it matters."""

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from verification.growth.rules.reference import (
    NaturalScores,
    Worst,
    read_reference,
    shipped_reference,
)
from verification.growth.rules.screened import Model


def kind(count: int, score: float = 4) -> dict[str, object]:
    """So many natural histories, of which the highest scored ``score`` and the others less."""
    return {"count": count, "ranks": [1], "scores": [score]}


RAW = json.dumps(
    {
        "name": "small",
        "version": "1.2.3",
        "start": 0.0,
        "edges": {},
        "tables": [],
        "natural_scores": {
            "with_engagement": {
                "20": {"plain": kind(99)},
                "8": {"plain": kind(9)},
                "12": {"plain": kind(19), "viral": kind(9, score=-2)},
            },
            "counts_only": {"8": {"plain": kind(1)}, "12": {"plain": kind(3)}},
        },
    }
).encode()
SMALL = read_reference(RAW)


def compared(readings: int, *, score: float = 5, engaged: bool = True) -> tuple[float, int]:
    values, counts = SMALL.p_values(
        np.array([score]), np.array([readings]), np.array([engaged])
    )  # fmt: skip
    return round(float(values[0]), 9), int(counts[0])


def test_a_reference_is_read_from_its_bytes() -> None:
    assert SMALL.model == Model("small", "1.2.3", hashlib.sha256(RAW).hexdigest())


def test_the_shipped_model_is_named_by_its_file() -> None:
    raw = files("verification.growth.rules").joinpath("judgement.json").read_bytes()
    model = shipped_reference().model

    assert (model.name, model.version) == ("growth-judgement", "2.0.0")
    assert model.sha256 == hashlib.sha256(raw).hexdigest()


def test_every_kind_of_natural_history_is_in_the_shipped_model() -> None:
    raw = files("verification.growth.rules").joinpath("judgement.json").read_bytes()
    found = json.loads(raw)["natural_scores"]

    assert {*found} == {"with_engagement", "counts_only"}
    for lengths in found.values():
        assert {*lengths} == {"8", "12", "16", "20", "26", "39", "52"}
        for kinds in lengths.values():
            assert {*kinds} == {"github", "plain", "viral", "cohort", "giveaway", "mishaps"}
            assert min(entry["count"] for entry in kinds.values()) >= 3000


@pytest.mark.parametrize(
    ("readings", "p_value", "count"),
    [(7, 0.1, 9), (8, 0.1, 9), (10, 0.1, 18), (12, 0.1, 28), (16, 0.055, 64), (52, 0.01, 99)],
)
def test_between_two_lengths_there_are_no_steps(readings: int, p_value: float, count: int) -> None:
    assert compared(readings) == (p_value, count)


def test_without_engagement_the_silent_histories_are_compared_with() -> None:
    assert compared(8, engaged=False) == (0.5, 1)
    assert compared(12, engaged=False) == (0.25, 3)


@pytest.mark.parametrize(("score", "p_value"), [(5, 0.1), (4, 1.0), (-3, 1.0)])
def test_the_worst_kind_decides(score: float, p_value: float) -> None:
    assert compared(12, score=score) == (p_value, 28)


def test_the_highest_score_of_all_gets_the_smallest_p_value() -> None:
    natural = NaturalScores(3, np.array([5.0, 4.0, 1.0]), np.array([1, 2, 3]))

    assert natural.p_values(np.array([6.0, 5.0, 4.5, -9.0])).tolist() == [0.25, 0.5, 0.5, 1.0]


scores = st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=40)


def exactly(natural: list[float]) -> NaturalScores:
    ordered = np.sort(np.array(natural))[::-1]
    return NaturalScores(len(ordered), ordered, np.arange(1, len(ordered) + 1))


@settings(deadline=None)
@anything(st.lists(scores, min_size=1, max_size=4), st.floats(-10, 10))
def test_one_step_function_says_what_all_kinds_say(kinds: list[list[float]], score: float) -> None:
    natural = {str(at): exactly(each) for at, each in enumerate(kinds)}
    each = [one.p_values(np.array([score]))[0] for one in natural.values()]

    assert Worst.of(natural).p_values(np.array([score]))[0] == max(each)


@settings(deadline=None)
@anything(scores, st.integers(-10, 10))
def test_coarse_ranks_only_round_up(natural: list[float], score: int) -> None:
    full = np.sort(np.array(natural))[::-1]
    ranks = np.unique(np.geomspace(1, len(full), 5).astype(int))
    coarse = NaturalScores(len(full), full[ranks - 1], ranks)

    true = (1 + int((full >= score).sum())) / (len(full) + 1)
    assert coarse.p_values(np.array([float(score)]))[0] >= true

"""Simulated lives: each kind is what its name says, and the same seed gives the same world."""

import numpy as np
import pytest

from tests.verification.model.loading import program

worlds = program("worlds")


def world(kind: str, *, seed: int = 1, count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Gain of the event's week as a share of the audience, and of reactions as a multiple."""
    kinds = np.full(count, kind)
    made = worlds.world(np.random.default_rng(seed), count, 40, kinds=kinds, first=10)
    rows = np.flatnonzero(made.event < 38)
    at = made.event[rows]
    before, after = made.audience[rows, at - 1], made.audience[rows, at + 1]
    usual = np.nanmedian(made.engagement[rows], axis=1) + 1
    return (after - before) / before, np.nan_to_num(made.engagement[rows, at]) / usual


def test_the_same_seed_gives_the_same_world() -> None:
    one, other = (worlds.world(np.random.default_rng(3), 20, 30) for _ in range(2))

    assert np.array_equal(one.audience, other.audience)
    assert np.array_equal(one.engagement, other.engagement, equal_nan=True)


@pytest.mark.parametrize(("kind", "low", "high"), [("cohort", 0.1, 0.5), ("giveaway", 0.03, 0.4)])
def test_an_event_brings_its_share_of_the_audience(kind: str, low: float, high: float) -> None:
    assert low < float(np.median(world(kind)[0])) < high


def test_a_viral_week_lifts_reactions_and_a_cohort_hardly_does() -> None:
    assert np.median(world("viral")[1]) > 2 > np.median(world("cohort")[1])


def test_a_plain_life_has_no_event() -> None:
    made = worlds.world(np.random.default_rng(1), 9, 30, kinds=np.full(9, "plain"))

    assert made.event.tolist() == [-1] * 9


def test_nobody_has_fewer_than_one_follower() -> None:
    made = worlds.world(np.random.default_rng(1), 200, 60)

    assert made.audience.min() >= 1
    assert np.array_equal(made.audience, np.round(made.audience))

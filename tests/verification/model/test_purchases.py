"""Purchases: their size, their weeks, and what becomes of them."""

from typing import Any

import numpy as np
import pytest

from tests.verification.model.loading import program

purchases = program("purchases")


def bought(kind: str, *, base: float = 1000.0, count: int = 300) -> Any:
    audience = np.full((count, 52), base)
    return purchases.bought(
        np.random.default_rng(1), audience, audience / 10, within=(10, 20),
        kinds=np.full(count, kind),
    )  # fmt: skip


def test_the_truth_about_a_purchase_is_kept_with_it() -> None:
    found = bought("burst")

    assert np.array_equal(found.audience - found.present, np.full((300, 52), 1000.0))
    assert (found.present[:, :10] == 0).all()
    assert {*found.start.tolist()} <= {*range(10, 20)}


def test_sizes_are_those_of_real_purchases() -> None:
    sizes = bought("burst").sizes

    assert 0.05 <= sizes.min() <= sizes.max() <= 3.5
    assert np.median(sizes) == pytest.approx(0.66, abs=0.12)


def test_a_burst_is_there_within_two_weeks_and_a_drip_within_sixteen() -> None:
    burst, drip = bought("burst"), bought("drip")
    rows = np.arange(300)
    share = burst.present[rows, burst.start + 1] / burst.present.max(axis=1)

    assert share.min() > 0.95
    half = drip.present[rows, drip.start + 2] / drip.present.max(axis=1)
    assert np.median(half) < 0.5


def test_a_purge_takes_two_fifths_at_least() -> None:
    found = bought("burst then purge")

    assert (found.present[:, -1] / (found.sizes * 1000)).max() <= 0.61


def test_a_chaser_lands_between_505_and_620() -> None:
    found = bought("threshold", base=400.0)
    reached = (found.audience - found.present)[:, 0] + found.sizes * 400

    assert 505 <= reached.min() <= reached.max() <= 620


def test_likes_are_bought_for_three_weeks_at_most() -> None:
    found = bought("burst and likes")
    lifted = (found.engagement > 100).sum(axis=1)

    assert {*lifted.tolist()} == {1, 2, 3}
    assert (bought("burst").engagement == 100).all()

"""What happens to readings happens to readings only: the account goes on as it was."""

import numpy as np
import pytest

from tests.verification.model.loading import program

accidents = program("accidents")
AUDIENCE = np.cumsum(np.full((60, 40), 7.0), axis=1) + 1003.0


def after(name: str) -> np.ndarray:
    found: np.ndarray = accidents.befallen(
        np.random.default_rng(2), AUDIENCE, np.full(len(AUDIENCE), name)
    )
    return found


def changed(name: str) -> list[int]:
    """Weeks of each account that read otherwise."""
    counts: list[int] = (after(name) != AUDIENCE).sum(axis=1).tolist()
    return counts


def test_who_has_no_accident_is_read_as_ever() -> None:
    assert changed("none") == [0] * 60


def test_a_dip_is_one_week_too_low() -> None:
    assert {*changed("dip")} == {1}
    assert (after("dip") <= AUDIENCE).all()


def test_a_long_dip_returns() -> None:
    assert max(changed("long dip")) <= 4
    assert min(changed("long dip")) >= 1


def test_a_purge_stays_and_one_given_back_returns_nearly_whole() -> None:
    purged, returned = after("purge"), after("purge given back")
    early = returned[:, -1] > 0.985 * AUDIENCE[:, -1]

    assert (purged[:, -1] < AUDIENCE[:, -1]).all()
    assert early.mean() > 0.7


@pytest.mark.parametrize(
    ("name", "least"), [("rounded to 100", 1000), ("rounded above 10000", 10_000)]
)
def test_large_counts_are_rounded_and_small_ones_exact(name: str, least: int) -> None:
    read = after(name)

    assert (read[read >= least] % 100 == 0).all()
    assert (read[read < least] % 100 != 0).any() or not (read < least).any()


def test_missed_weeks_are_missed_and_stale_ones_repeat() -> None:
    assert np.isnan(after("missed in a row")).sum(axis=1).max() <= 12
    assert not np.isnan(after("missed in a row")[:, [0, -1]]).any()
    assert (np.diff(after("stale"), axis=1) == 0).sum(axis=1).max() <= 5

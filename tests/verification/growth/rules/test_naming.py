"""Which weeks are named, and what they brought at most."""

import numpy as np
import pytest

from tests.verification import given
from tests.verification.growth.weeks import account, more
from verification.growth.rules.blocks import Window, laid, series_of
from verification.growth.rules.histories import Reading
from verification.growth.rules.naming import Named, named
from verification.growth.rules.signs import signs_of


def of(readings: list[Reading]) -> Named:
    series = series_of(given.history(readings))
    return named(signs_of(*laid([series], [Window(0, 0, len(readings))])).only(np.array([0])))


def rows(found: Named) -> list[int]:
    return np.flatnonzero(found.weeks[:, 0]).tolist()


def test_a_delivery_over_two_weeks_is_named_with_both() -> None:
    assert rows(of(more(account(), [300, 400], at=30))) == [30, 31]


def test_a_run_is_named_week_by_week() -> None:
    found = rows(of(more(account(), [40 * at for at in range(1, 11)], at=25)))

    assert {*found} >= {*range(25, 35)}
    assert len(found) <= 13


def test_another_week_is_named_when_it_brought_a_quarter_of_the_strongest() -> None:
    assert rows(of(more(more(account(), [500], at=20), [150], at=40))) == [20, 40]
    assert rows(of(more(more(account(), [900], at=20), [150], at=40))) == [20]


@pytest.mark.parametrize("bought", [200, 800])
def test_at_most_is_more_than_was_bought_and_not_much_more(bought: int) -> None:
    found = of(more(account(), [bought], at=30))
    most = float(found.at_most[:, 0].sum() + found.margin[0])

    assert bought <= most <= bought + 60
    assert found.gains[30, 0] == pytest.approx(bought, abs=8)


@pytest.mark.parametrize(("after", "lost"), [(3, 200), (10, 200), (13, 0)])
def test_what_leaves_within_ten_weeks_is_lost_again(after: int, lost: int) -> None:
    found = of(more(account(), [400] * after + [200], at=20))

    assert found.lost[0] == pytest.approx(lost, abs=10)


def test_no_more_is_lost_than_was_gained() -> None:
    assert of(more(account(), [400, 400, -300], at=20)).lost[0] <= 410

"""All signs of a block, and what they must never know."""

import numpy as np
import pytest

from tests.verification import given
from tests.verification.growth.weeks import account, more
from verification.growth.rules.blocks import Window, laid, series_of
from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.signs import Signs, signs_of


def of(*seeds: int) -> Signs:
    series = [series_of(given.history(more(account(seed), [300], at=30))) for seed in seeds]
    return signs_of(*laid(series, [Window(at, 0, 52) for at in range(len(seeds))]))


def test_the_tables_know_only_signs_that_are_measured() -> None:
    assert {*shipped_reference().tables.edges} <= {*of(1).values}


def test_every_sign_is_a_number() -> None:
    assert all(np.isfinite(value).all() for value in of(1, 2, 3).values.values())


@pytest.mark.parametrize("word", ["size", "audience", "level", "count", "name", "platform", "500"])
def test_no_sign_is_the_size_or_the_name_of_an_account(word: str) -> None:
    assert not [sign for sign in of(1).values if word in sign]


def test_some_accounts_of_a_block_are_as_they_are_in_it() -> None:
    whole, some = of(1, 2, 3), of(1, 2, 3).only(np.array([2, 0]))

    assert some.values["burst_z"].tolist() == whole.values["burst_z"][[2, 0]].tolist()
    assert some.steps.level.tolist() == whole.steps.level[:, [2, 0]].tolist()
    assert some.burst.week.tolist() == [30, 30]
    assert some.engaged.tolist() == [True, True]

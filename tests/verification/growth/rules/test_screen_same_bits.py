"""Same facts, same bits: whatever the order, the company and the size of the block."""

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given as anything
from hypothesis import settings
from hypothesis import strategies as st

from tests.verification import given
from tests.verification.growth.weeks import account, more
from verification.growth.rules import screen as module
from verification.growth.rules.histories import History, Reading
from verification.growth.rules.reference import shipped_reference
from verification.growth.rules.screen import screen
from verification.growth.rules.screened import Screened

Weeks = Mapping[int, tuple[int, float | None]]
weeks = st.dictionaries(
    st.integers(0, 110),
    st.tuples(
        st.integers(0, 2_147_483_647) | st.integers(0, 3) | st.integers(400, 900),
        st.none() | st.floats(0, 1e12) | st.integers(0, 60).map(float),
    ),
    max_size=90,
)


def history(series: Weeks) -> History:
    readings = [
        Reading(given.WEEK - timedelta(weeks=back), audience, engagement)
        for back, (audience, engagement) in sorted(series.items(), reverse=True)
    ]
    return History("a", "x", given.WEEK, tuple(readings))


def judged(histories: list[History]) -> list[Screened]:
    return screen(histories, alpha=0.01, reference=shipped_reference())


@settings(max_examples=60, deadline=None)
@anything(weeks)
def test_no_series_breaks_the_judgement(series: Weeks) -> None:
    found = judged([history(series)])[0]

    assert 0 < found.p_value <= 1
    assert np.isfinite(found.score)
    assert bool(found.flagged_weeks) <= found.flagged
    assert found.doubtful >= 0


@settings(max_examples=25, deadline=None)
@anything(st.lists(weeks, min_size=2, max_size=9))
def test_company_and_order_change_no_bit(many: list[Weeks]) -> None:
    histories = [history(series) for series in many]
    together = judged(histories)

    assert together == [judged([one])[0] for one in histories]
    assert together == judged(histories[::-1])[::-1]


@pytest.mark.parametrize("size", [16, 48, 4096])
def test_the_size_of_a_block_changes_no_bit(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    histories = [
        History(str(seed), "x", given.WEEK, tuple(more(account(seed), [40 * seed], at=9 + seed)))
        for seed in range(37)
    ]
    usual = judged(histories)
    monkeypatch.setattr(module, "WINDOWS_AT_ONCE", size)

    assert judged(histories) == usual

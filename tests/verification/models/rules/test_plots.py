"""Where bars and dots lie."""

import pytest

from verification.models.rules.cards import Rate
from verification.models.rules.plots import BAR, GAP, SIDE, WIDTH, bars_of, dots_of


def rate(group: str, share: float, *, measure: str = "false_alarms", weeks: int = 52) -> Rate:
    return Rate("simulated", measure, group, weeks, share, 1000)


def test_a_chart_for_each_length_with_a_bar_for_each_group_in_order() -> None:
    rates = [rate("b", 0.01), rate("c", 0.01, weeks=12), rate("a", 0.05)]

    short, long = bars_of(rates, "false_alarms", full=0.05)

    assert (short.weeks, [bar.label for bar in short.bars]) == (12, ["c"])
    assert [(bar.label, bar.y, bar.length) for bar in long.bars] == [
        ("b", 0.0, WIDTH / 5),
        ("a", BAR + GAP, WIDTH),
    ]
    assert long.height == 2 * (BAR + GAP)


def test_a_bar_never_leaves_the_picture() -> None:
    ((chart,)) = bars_of([rate("a", 0.4)], "false_alarms", full=0.05)

    assert chart.bars[0].length == WIDTH
    assert chart.bars[0].share == 0.4


def test_only_what_was_asked_for_is_drawn() -> None:
    assert bars_of([rate("a", 0.4)], "recall", full=1.0) == []
    assert dots_of([rate("a", 0.4)]) == []


@pytest.mark.parametrize(
    ("promised", "share", "place"),
    [("0.1", 0.1, (SIDE, 0.0)), ("0.0005", 0.0005, (0.0, SIDE)), ("0.0001", 0.0, (0.0, SIDE))],
)
def test_a_promise_kept_exactly_lies_on_the_diagonal(
    promised: str, share: float, place: tuple[float, float]
) -> None:
    (dot,) = dots_of([rate(promised, share, measure="calibration")])

    assert (dot.x, dot.y) == place

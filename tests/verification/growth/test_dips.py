"""A dip that comes back brought nobody: of 40 weeks of 1,000 and 8 more a week, one is misread."""

from dataclasses import replace

import pytest

from tests.verification.growth.weeks import account, judged
from verification.growth.rules.histories import Reading

STEADY = [replace(reading, audience=1000 + 8 * at) for at, reading in enumerate(account(weeks=40))]


def at_share(share: float, *, weeks: int = 1) -> list[Reading]:
    """So many weeks in the middle show a share of what was there."""
    low = range(20, 20 + weeks)
    return [
        replace(reading, audience=int(reading.audience * share)) if at in low else reading
        for at, reading in enumerate(STEADY)
    ]


@pytest.mark.parametrize("share", [0.97, 0.95, 0.9, 0.7, 0.5, 0.0])
@pytest.mark.parametrize("weeks", [1, 3])
def test_what_comes_back_is_no_purchase(share: float, weeks: int) -> None:
    found = judged(at_share(share, weeks=weeks))

    assert (found.flagged, found.unexplained_gain, found.doubtful) == (False, 0, 0)


def test_counts_of_nothing_between_counts_of_something_say_nothing() -> None:
    unread = [reading for at, reading in enumerate(STEADY) if at != 20]

    assert judged(at_share(0.0)) == judged(unread)


def test_nothing_at_the_beginning_is_a_beginning() -> None:
    begun = [replace(reading, audience=0) for reading in STEADY[:5]] + STEADY[5:]

    assert judged(begun).flagged

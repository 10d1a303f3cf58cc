"""Which of several readings of a week stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations

from tests.verification.given import SUNDAY
from verification.arrivals.rules.standing import Assurance, standing


@dataclass(frozen=True)
class Told:
    assurance: int
    recorded_at: datetime
    exact: bool = True
    missed: str | None = None


LATER = SUNDAY + timedelta(days=1)
UPLOADED = Told(Assurance.REPORTED, SUNDAY)
IN_ORDER = [
    Told(Assurance.DECIDED, LATER, missed="private"),
    Told(Assurance.REPORTED, LATER, exact=False),
    UPLOADED,
    Told(Assurance.REPORTED, LATER),
    Told(Assurance.SEEN, SUNDAY, exact=False),
    Told(Assurance.SEEN, SUNDAY),
    Told(Assurance.DECIDED, SUNDAY),
]
"""Each stands against all before it."""


def test_a_figure_then_assurance_then_exactness_then_time_decide_in_any_order() -> None:
    for at in range(1, len(IN_ORDER)):
        for some in permutations(IN_ORDER[at - 1 : at + 1]):
            assert standing(some) == IN_ORDER[at]
    assert standing(reversed(IN_ORDER)) == IN_ORDER[-1]


def test_of_none_none_stands() -> None:
    assert standing([]) is None

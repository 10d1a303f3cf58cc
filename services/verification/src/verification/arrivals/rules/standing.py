"""Which of several readings of one week stands: the better vouched for, then the later."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum
from typing import Protocol, TypeVar


class Assurance(IntEnum):
    """How far a reading is vouched for; the better one stands. Stored by number."""

    NOBODY = 0
    CLAIMED = 1
    EXPORTED = 2
    WITNESSED = 3
    REPORTED = 4
    SEEN = 5
    DECIDED = 6


REGISTRY, CLOSE = "registry", "close"
SOURCES = frozenset({REGISTRY, CLOSE, "decision", "export", "unnamed", "witness"})
"""Names nobody may upload under: they say how the programme itself came to know."""
UNNAMED = "unnamed"
"""Source of a missed week whose collector named none."""
UNREAD = "nobody-read"
"""Why a week has no reading when nobody said why."""


class Ranked(Protocol):
    """What tells which of two stands."""

    @property
    def missed(self) -> str | None:
        """Why there is no figure."""

    @property
    def assurance(self) -> int:
        """How far it is vouched for."""

    @property
    def exact(self) -> bool:
        """Whether the figure was not rounded."""

    @property
    def recorded_at(self) -> datetime:
        """When it came."""


Told = TypeVar("Told", bound=Ranked)


def rank(told: Ranked) -> tuple[bool, int, bool, datetime]:
    """A figure before none, then assurance, exact before rounded, and the later of equals."""
    return told.missed is None, told.assurance, told.exact, told.recorded_at


def standing(newest: Iterable[Told]) -> Told | None:
    """The one that stands among the newest of each source, or none of none."""
    return max(newest, key=rank, default=None)

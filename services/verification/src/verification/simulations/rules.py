"""Counting changed decisions without showing anybody's."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST_SHOWN = 10
"""Smaller counts are hidden: among so few, colleagues would know who is meant."""
BANDS = (500, 1_000, 5_000, 20_000)


class SimulationState(StrEnum):
    """Values are part of the public API."""

    RUNNING = "running"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Change:
    """How many accounts of a platform and size would hear another answer."""

    platform: str
    size: str
    before: str
    after: str
    accounts: int | None
    """``None`` where there are too few to be shown."""


def band_of(audience: int) -> str:
    """``0-499``, ``500-999``, …, ``20000+``."""
    for low, high in zip((0, *BANDS), BANDS, strict=False):
        if audience < high:
            return f"{low}-{high - 1}"
    return f"{BANDS[-1]}+"


def counted(
    so_far: Mapping[str, int], compared: Iterable[tuple[str, int, tuple[str, ...]]]
) -> dict[str, int]:
    """The counts with a batch of ``(platform, audience, (before, after))`` added."""
    more = Counter(so_far)
    for platform, audience, (before, after) in compared:
        if before != after:
            more["|".join((platform, band_of(audience), before, after))] += 1
    return dict(more)


def shown(changes: Mapping[str, int]) -> list[Change]:
    """What may be read: small cells without their number, all in one order."""
    found = []
    for key, count in sorted(changes.items()):
        platform, size, before, after = key.split("|")
        shown = count if count >= FEWEST_SHOWN else None
        found.append(Change(platform, size, before, after, shown))
    return found

"""Another moment for every process of a stack: Debian's package ``faketime`` (libfaketime)."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.calendar import JAKARTA

WHERE = Path("/usr/lib")
LIBRARY = "*/faketime/libfaketimeMT.so.1"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a play begins, as clocks in Jakarta show it."""

    why: str
    begins: datetime

    @property
    def name(self) -> str:
        """Time and reason."""
        return f"{self.begins:%Y-%m-%d %H:%M:%S}, {self.why}"


def at(why: str, text: str) -> Moment:
    """``2026-11-30 00:05:00`` in Jakarta."""
    return Moment(why, datetime.fromisoformat(text).replace(tzinfo=JAKARTA))


MOMENTS = (
    at("Monday, five past midnight", "2026-11-30 00:05:00"),
    at("Sunday, five to midnight", "2026-11-29 23:55:00"),
    at("the week turns 20 s after the start", "2026-11-29 23:59:40"),
    at("the week turns 40 s after the start", "2026-11-29 23:59:20"),
    at("a day turns 20 s after the start", "2026-12-02 23:59:40"),
    at("the weekly run begins 20 s after the start", "2026-11-30 02:59:40"),
    at("week 53", "2026-12-29 10:00:00"),
    at("the year turns 20 s after the start", "2026-12-31 23:59:40"),
    at("New Year's Day, still week 53", "2027-01-01 09:00:00"),
    at("the first Monday after week 53", "2027-01-04 00:05:00"),
    at("29 February", "2028-02-29 12:00:00"),
    at("29 February begins 20 s after the start", "2028-02-28 23:59:40"),
)


class FaketimeMissing(Exception):
    """The machine has no simulated clock."""


def library(below: Path = WHERE) -> Path:
    """libfaketime, where Debian puts it."""
    for found in sorted(below.glob(LIBRARY)):
        return found
    raise FaketimeMissing("libfaketime is not here; on Debian install the package faketime")


def showing(moment: Moment, faketime: Path) -> Mapping[str, str]:
    """Shifts the clock of a process and of all it starts, PostgreSQL included, by one distance.

    Durations stay real. Nothing is shared between processes: PostgreSQL runs as another user.
    """
    return {
        "LD_PRELOAD": str(faketime),
        "FAKETIME": f"{moment.begins.timestamp() - time.time():+.0f}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DISABLE_SHM": "1",
        "NO_FAKE_STAT": "1",
    }

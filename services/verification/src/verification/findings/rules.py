"""The memory of judgements: what waits for a person, and what a person has looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from verification.growth.rules.histories import WEEKS
from verification.growth.rules.screened import FlaggedWeek, Model, Screened

HELD_WITHOUT_ACCOUNT = timedelta(days=730)
"""How long what waits for a person outlives an account that was let go: who comes back sooner is
still asked.
"""


class FindingState(StrEnum):
    """Values are part of the public API."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The open finding of an account."""

    since: date
    """Monday of the week whose judgement opened it."""
    gains: Mapping[date, int]
    """Unexplained gain by flagged week; weeks are added, never taken away."""
    lost_again: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier judgements and persons said of one account's growth."""

    waiting: Waiting | None = None
    looked_at: Mapping[date, date] = field(default_factory=dict)
    """Flagged weeks a person has looked at, and the day that was."""

    def unseen(self, growth: Screened) -> tuple[FlaggedWeek, ...]:
        """Flagged weeks no person has looked at."""
        return tuple(flag for flag in growth.flagged_weeks if flag.week not in self.looked_at)

    def seen_in_year(self, newest: date) -> tuple[date, ...]:
        """Weeks of the year up to ``newest`` a person has looked at: the screen passes over them,
        so that they open nothing, cast no doubt and hide no other week.
        """
        if not self.looked_at:
            return ()
        first = newest - timedelta(weeks=WEEKS - 1)
        return tuple(sorted(week for week in self.looked_at if first <= week <= newest))

    def noticing(self, growth: Screened, *, week: date) -> "Memory":
        """The memory once ``week`` is judged: unseen weeks open a finding, or join the open one."""
        unseen = self.unseen(growth)
        if not unseen:
            return self
        before = self.waiting or Waiting(week, {}, 0)
        fresh = {flag.week: flag.gain for flag in unseen}
        lost = max(before.lost_again, growth.lost_again)
        return replace(self, waiting=Waiting(before.since, {**before.gains, **fresh}, lost))

    def doubtful_gain(self, growth: Screened) -> int:
        """Followers nobody has explained yet and that have not left again."""
        before = self.waiting or Waiting(date.min, {}, 0)
        gains = {**before.gains, **{flag.week: flag.gain for flag in self.unseen(growth)}}
        lost = max(before.lost_again, growth.lost_again)
        return max(sum(gains.values()) - lost, 0)


@dataclass(frozen=True, slots=True)
class Flag:
    """What one judgement asks a person to look at."""

    account_id: UUID
    weeks: tuple[FlaggedWeek, ...]
    lost_again: int
    score: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What a batch of flags has in common: which run found them, of which week, and by what."""

    run_id: UUID
    week: date
    policy: str
    model: Model


NOTHING = Memory()
"""Of an account judged for the first time, and of every line of a file."""

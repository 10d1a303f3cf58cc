"""What is known of an account's weeks: the facts every judgement starts from."""

from dataclasses import dataclass
from datetime import date

WEEKS = 52
"""How far back a judgement looks from the newest reading."""


@dataclass(slots=True, unsafe_hash=True)
class Reading:
    """One look at one account in one week; never changed.

    Not frozen: files hold millions, and a frozen one takes three times as long to make.
    """

    week: date
    """The week's Monday."""
    audience: int
    engagement: float | None = None
    posts: int | None = None
    metric: str | None = None
    """What was counted, when the source says."""


@dataclass(frozen=True, slots=True)
class DeclaredEvent:
    """Something the holder told beforehand: a training, a broadcast, a giveaway."""

    week: date
    kind: str


@dataclass(frozen=True, slots=True)
class PlatformWeek:
    """A week in which a platform itself moved everybody's counts: a purge, an outage."""

    week: date
    kind: str


@dataclass(frozen=True, slots=True)
class SampledFollower:
    """One follower of a random sample, without a name."""

    followers: int
    following: int
    posts: int
    has_picture: bool
    handle_digit_share: float


@dataclass(frozen=True, slots=True)
class History:
    """One account up to the week ``as_of``; readings ascend, at most one a week."""

    id: str
    platform: str
    as_of: date
    readings: tuple[Reading, ...]
    declared_events: tuple[DeclaredEvent, ...] = ()
    sample: tuple[SampledFollower, ...] = ()
    looked_at: frozenset[date] = frozenset()
    """Weeks a person has looked at: what is left is judged by itself."""
    platform_weeks: tuple[PlatformWeek, ...] = ()
    """Weeks the platform is known to have disturbed."""

    @property
    def credible(self) -> tuple[Reading, ...]:
        """Without counts of nothing between counts of something: those were misread."""
        counted = [at for at, reading in enumerate(self.readings) if reading.audience > 0]
        first, last = (counted[0], counted[-1]) if counted else (0, 0)
        return tuple(
            reading
            for at, reading in enumerate(self.readings)
            if reading.audience > 0 or not first < at < last
        )

    def since(self, weeks: int, *, until: date) -> tuple[Reading, ...]:
        """The readings of the last ``weeks`` weeks, the week ``until`` included."""
        first = until.toordinal() - 7 * (weeks - 1)
        start = len(self.readings)
        while start and self.readings[start - 1].week.toordinal() >= first:
            start -= 1
        return self.readings[start:]

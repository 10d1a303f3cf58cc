"""What the growth judgement says of one account."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Model:
    """Which model judged; the same three values give the same bits."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FlaggedWeek:
    """A week a person should look at."""

    week: date
    """Its Monday."""
    gain: int
    """Followers beyond the account's own median, and above its highest count before."""
    usual: int
    """What the week would have brought at the account's own median."""


@dataclass(frozen=True, slots=True)
class Screened:
    """How unusual the growth is among natural histories of the same length."""

    judged: bool
    """False when there are too few readings to say anything."""
    score: float
    p_value: float
    """Share of natural histories that look at least as unusual (conformal, hence never 0)."""
    flagged: bool
    """By the year up to the newest reading, or by a year up to a quarter before it."""
    flagged_weeks: tuple[FlaggedWeek, ...]
    lost_again: int
    """How many of those left within ten weeks; 0 where those of looked-at weeks may have left."""
    compared_with: int
    """Natural histories in the reference."""
    muted_weeks: int
    """Weeks left out because an event was declared: no longer done, events explain a part."""
    explained: int = 0
    """Followers that declared events explain."""
    doubtful: int = 0
    """How many of today's audience may be unexplained, at most: flagged or merely ambiguous."""

    @property
    def unexplained_gain(self) -> int:
        """What all flagged weeks brought together."""
        return sum(flag.gain for flag in self.flagged_weeks)


NOT_JUDGED = Screened(
    judged=False,
    score=0.0,
    p_value=1.0,
    flagged=False,
    flagged_weeks=(),
    lost_again=0,
    compared_with=0,
    muted_weeks=0,
)

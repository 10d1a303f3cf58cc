"""What several judgements of one account found, kept together: nothing is forgotten by waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from verification.growth.rules.screened import FlaggedWeek

LEFT_SURELY = 0.8
"""Of what left, so much was of those who came: others leave too."""
Gains = Mapping[int, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Entry:
    """Of one judgement."""

    weeks: Gains
    """Gain beyond the usual and the usual one, by number of the week."""
    at_most: Mapping[int, float]
    """What these weeks and those beside may have brought that nobody explains."""
    margin: float
    lost: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """Of all of them; a week named twice counts once, as the newest judgement saw it."""

    weeks: Gains
    most: Mapping[int, float]
    margin: float
    lost: float

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Ledger":
        """Entries from the newest judgement to the oldest."""
        weeks: dict[int, tuple[float, float]] = {}
        most: dict[int, float] = {}
        margin = lost = 0.0
        for entry in entries:
            if set(entry.weeks) - set(weeks):
                margin = max(margin, entry.margin)
            weeks = {**entry.weeks, **weeks}
            most = {**entry.at_most, **most}
            lost = max(lost, entry.lost)
        return cls(weeks, most, margin, lost)

    def flagged_weeks(self) -> tuple[FlaggedWeek, ...]:
        """In order of time."""
        return tuple(
            FlaggedWeek(day(week), round(gain), round(usual))
            for week, (gain, usual) in sorted(self.weeks.items())
        )

    def at_most(self) -> int:
        """Followers there may still be of what the weeks brought."""
        gained = sum(gain for _, gain in sorted(self.most.items()))
        return max(round(gained + self.margin - LEFT_SURELY * self.lost), 0) if self.weeks else 0


def day(week: int) -> date:
    """The Monday of a week by its number."""
    return date.fromordinal(week * 7 + 1)

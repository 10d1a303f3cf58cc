"""The calendar the country lives by: days and ISO weeks as seen in Jakarta. Plain values."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def day_of(moment: datetime) -> date:
    """The day a moment falls on in Jakarta; ``moment`` carries its zone."""
    return moment.astimezone(JAKARTA).date()


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """An ISO 8601 week."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """Read ``2026-W05``; ``ValueError`` for anything else, also for a week 53 that is not."""
        match = _WEEK.fullmatch(text)
        if match is None:
            raise ValueError(f"not an ISO week: {text[:16]!r}")
        week = cls(int(match[1]), int(match[2]))
        date.fromisocalendar(week.year, week.number, 1)
        return week

    @classmethod
    def of(cls, when: date | datetime) -> "IsoWeek":
        """The week of a day, or of a moment as seen in Jakarta."""
        day = day_of(when) if isinstance(when, datetime) else when
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """The week's first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def plus(self, weeks: int) -> "IsoWeek":
        """The week that many weeks later, or earlier when negative."""
        return IsoWeek.of(self.monday + timedelta(weeks=weeks))

    def next(self) -> "IsoWeek":
        """The week after."""
        return self.plus(1)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"

"""Time as a dependency, so that no test sleeps or patches, and the week of the programme."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends

JAKARTA = ZoneInfo("Asia/Jakarta")
_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


def current_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


async def moment_of_request() -> datetime:
    """The moment a request is answered at; tests replace this dependency."""
    return current_time()


Now = Annotated[datetime, Depends(moment_of_request)]


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """An ISO 8601 week, the programme's clock (Asia/Jakarta)."""

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
    def of(cls, moment: date | datetime) -> "IsoWeek":
        """The week of a day, or of a moment as seen in Jakarta."""
        day = moment.astimezone(JAKARTA) if isinstance(moment, datetime) else moment
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

"""A policy is data with a date, so that criteria change without code."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ANNOUNCED_AHEAD = timedelta(days=14)
"""Nobody is judged by what was not public this long before."""


class Comparator(StrEnum):
    """Whether exactly the minimum is enough. Values are part of the public API."""

    AT_LEAST = ">="
    MORE_THAN = ">"


class AccountsNeeded(StrEnum):
    """On how many platforms a holder's audience must be large enough."""

    ANY = "any"
    ALL = "all"


class DraftState(StrEnum):
    """What became of a draft."""

    OPEN = "open"
    ANNOUNCED = "announced"
    WITHDRAWN = "withdrawn"


class DateFault(StrEnum):
    """Why criteria cannot come into force on a day."""

    NO_MONDAY = "no_monday"
    TOO_SOON = "too_soon"


@dataclass(frozen=True, slots=True)
class Policy:
    """Criteria in force from a day on. All numbers are public."""

    version: str
    in_force_from: date
    minimum_audience: int
    """See ``comparator``; ``minimums`` has other figures for some platforms."""
    minimum_weeks: int
    """Weekly readings needed before anything is decided."""
    reading_max_age_weeks: int
    """Weeks between the newest reading and the decision."""
    missed_share_limit: float
    """Above this share of missed weeks a person looks."""
    activity_weeks: int
    minimum_posts: int
    """Own posts within ``activity_weeks``; *active* is a criterion of its own."""
    growth_alpha: float
    """Share of natural accounts that may be sent to a person for nothing."""
    validity_weeks: int
    """Weeks a decision stays in force after the week it judged."""
    metrics: Mapping[str, str] = field(hash=False)
    """What counts as audience on each platform."""
    minimums: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Platforms with another minimum than ``minimum_audience``."""
    comparator: Comparator = Comparator.AT_LEAST
    accounts_needed: AccountsNeeded = AccountsNeeded.ANY
    recheck_share: float = 0.0
    """Share of accounts that chance sends to a person each week."""

    def fewest(self, platform: str) -> int:
        """The smallest audience that is enough."""
        minimum = self.minimums.get(platform, self.minimum_audience)
        return minimum + (self.comparator is Comparator.MORE_THAN)


ANNOUNCED = Policy(
    version="2019-11-25",
    in_force_from=date(2019, 11, 25),
    minimum_audience=500,
    minimum_weeks=8,
    reading_max_age_weeks=4,
    missed_share_limit=0.34,
    activity_weeks=13,
    minimum_posts=1,
    growth_alpha=0.01,
    validity_weeks=13,
    metrics={"instagram": "followers", "x": "followers", "facebook": "friends"},
)
"""The announcement of 25 November 2019; figures it left open are ours (docs/model-card.md)."""


def date_fault(in_force_from: date, *, today: date) -> DateFault | None:
    """A week is judged by one policy, and everybody hears of it in time."""
    if in_force_from.weekday() != 0:
        return DateFault.NO_MONDAY
    return DateFault.TOO_SOON if in_force_from < today + ANNOUNCED_AHEAD else None


def are_two(writer: str, writers: Set[str], announcer: str, announcers: Set[str]) -> bool:
    """Whether these are two persons of different institutions; at least one belongs to some."""
    return writer != announcer and bool(writers | announcers) and writers.isdisjoint(announcers)

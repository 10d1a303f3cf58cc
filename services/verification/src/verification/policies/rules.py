"""A policy is data with a date, so that criteria change without code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Policy:
    """Criteria in force from a day on. All numbers are public."""

    version: str
    in_force_from: date
    minimum_audience: int
    """Reached by exactly this many: the ministry said *minimal*."""
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

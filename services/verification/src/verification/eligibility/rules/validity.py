"""When a verdict ends, and whether it is news."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from shared.calendar import JAKARTA
from verification.policies.rules import Policy


@dataclass(frozen=True, slots=True)
class Standing:
    """What was decided on the newest week of an account."""

    decision: str
    policy: str
    valid_until: datetime
    week: date


def end_of_validity(week: date, policy: Policy) -> datetime:
    """Counted from the end of the week judged, not from the moment of judging."""
    last = week + timedelta(weeks=1 + policy.validity_weeks)
    return datetime.combine(last, time(), JAKARTA).astimezone(UTC)


def is_news(before: Standing | None, now: Standing) -> bool:
    """A first decision, another one, or the same prolonged: each weekly run renews. A week older
    than the newest one is judged for the record only.
    """
    return before is None or (now.week >= before.week and now != before)

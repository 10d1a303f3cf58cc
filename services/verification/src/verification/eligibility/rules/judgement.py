"""One account against the policy. Every finding is reported, never only the first."""

from collections.abc import Iterator, Sequence, Set
from datetime import date

from shared.calendar import IsoWeek
from verification.eligibility.rules.beside import ALONE, Beside
from verification.eligibility.rules.verdicts import Interval, Reason
from verification.eligibility.rules.wording import because
from verification.findings.rules import Memory
from verification.growth.rules.histories import History, Reading
from verification.growth.rules.screened import Screened
from verification.policies.rules import AccountsNeeded, Policy

ROUNDED_TO = 100
ROUNDED_FROM = 1000
ROUNDED_READINGS = 6


def real_audience(history: History, growth: Screened, memory: Memory) -> Interval | None:
    """The newest count, less what nobody has explained and has not left again, and less what a
    rise too unclear for a flag may have brought.
    """
    if not history.readings:
        return None
    newest = history.readings[-1].audience
    doubtful = max(memory.doubtful_gain(growth), growth.doubtful)
    return Interval(max(newest - doubtful, 0), newest)


def reasons_for(
    history: History, growth: Screened, memory: Memory, policy: Policy, beside: Beside = ALONE
) -> tuple[Reason, ...]:
    """All reasons, in the order a reader asks for them."""
    if not history.readings:
        return (because("never_observed"),)
    return (
        *_platform(history, policy),
        *_metric(history.readings[-1], history.platform, policy),
        *_audience(real_audience(history, growth, memory), history.platform, policy),
        *_elsewhere(history.platform, beside, policy),
        *_readings(history, policy),
        *_activity(history.since(policy.activity_weeks, until=history.as_of), policy),
        *_growth(growth, memory),
        *_remembered(history.readings[-1].week, memory),
        *_sample(history),
        *_drawn(beside),
    )


def _platform(history: History, policy: Policy) -> Iterator[Reason]:
    if history.platform not in policy.metrics:
        yield because("platform_not_in_policy", policy=policy.version, platform=history.platform)


def _metric(newest: Reading, platform: str, policy: Policy) -> Iterator[Reason]:
    wanted = policy.metrics.get(platform)
    if wanted and newest.metric and newest.metric != wanted:
        yield because("audience_by_other_metric", counted=newest.metric, wanted=wanted)


def _audience(interval: Interval | None, platform: str, policy: Policy) -> Iterator[Reason]:
    if interval is None:
        return
    minimum = policy.fewest(platform)
    bounds = {"low": interval.low, "high": interval.high, "minimum": minimum}
    if interval.high < minimum:
        yield because("audience_below_minimum", missing=minimum - interval.high, **bounds)
    elif interval.low < minimum:
        yield because("audience_uncertain", **bounds)
    else:
        yield because("audience_meets_minimum", **bounds)


def _elsewhere(platform: str, beside: Beside, policy: Policy) -> Iterator[Reason]:
    if policy.accounts_needed is AccountsNeeded.ANY:
        return
    most = {where: max(counts) for where, counts in beside.audiences.items() if counts}
    others = sorted(set(policy.metrics) - {platform})
    lacking = [where for where in others if most.get(where, -1) < policy.fewest(where)]
    if lacking:
        yield because("other_platforms_lacking", platforms=", ".join(lacking))


def _drawn(beside: Beside) -> Iterator[Reason]:
    if beside.drawn:
        yield because("drawn_for_recheck")


def _readings(history: History, policy: Policy) -> Iterator[Reason]:
    seen, needed = len(history.readings), policy.minimum_weeks
    enough = "history_long_enough" if seen >= needed else "history_too_short"
    yield because(enough, readings=seen, needed=needed)
    newest = history.readings[-1].week
    age = (history.as_of - newest).days // 7
    limit = policy.reading_max_age_weeks
    if age > limit:
        yield because("reading_too_old", week=str(IsoWeek.of(newest)), weeks=age, limit=limit)
    weeks = (history.as_of - history.readings[0].week).days // 7 + 1
    missed = weeks - seen
    if missed > policy.missed_share_limit * weeks:
        yield because("too_many_readings_missed", missed=missed, weeks=weeks)
    elif missed:
        yield because("readings_missed", missed=missed, weeks=weeks)
    if _rounded(history.readings):
        yield because("readings_rounded", rounded_to=ROUNDED_TO)


def _rounded(readings: Sequence[Reading]) -> bool:
    """``12.3K`` hides what the screen looks for; a constant series shows nothing either way."""
    large = [r.audience for r in readings if r.audience >= ROUNDED_FROM]
    return (
        len(large) >= ROUNDED_READINGS
        and all(count % ROUNDED_TO == 0 for count in large)
        and (len(set(large)) > 2 or _in_thousands(set(large)))
    )


def _in_thousands(counts: Set[int]) -> bool:
    """``12 rb``, then ``13 rb``: two values in all these weeks, both round, are no chance."""
    return len(counts) == 2 and all(count % (10 * ROUNDED_TO) == 0 for count in counts)


def _activity(recent: Sequence[Reading], policy: Policy) -> Iterator[Reason]:
    weeks, needed = policy.activity_weeks, policy.minimum_posts
    counted = [r.posts for r in recent if r.posts is not None]
    engagement = sum(r.engagement for r in recent if r.engagement is not None)
    if counted and sum(counted) >= needed:
        yield because("active", posts=sum(counted), weeks=weeks, needed=needed)
    elif counted and 2 * len(counted) >= len(recent):
        yield because("not_active", posts=sum(counted), weeks=weeks, needed=needed)
    elif engagement > 0:
        yield because("active_by_engagement", engagement=round(engagement), weeks=weeks)
    else:
        yield because("activity_unknown", weeks=weeks)


def _growth(growth: Screened, memory: Memory) -> Iterator[Reason]:
    unseen = memory.unseen(growth)
    if growth.muted_weeks:
        yield because("growth_event_declared", weeks=growth.muted_weeks)
    if growth.explained:
        yield because("growth_event_explains", explained=growth.explained)
    if unseen:
        yield because(
            "growth_unexplained",
            weeks=len(unseen),
            first_week=str(IsoWeek.of(unseen[0].week)),
            gained=sum(flag.gain for flag in unseen),
            usual=sum(flag.usual for flag in unseen),
            p_value=growth.p_value,
            compared_with=growth.compared_with,
        )
        if growth.lost_again:
            yield because("growth_lost_again", lost=growth.lost_again)
    elif growth.judged and not growth.flagged:
        yield because("growth_natural", p_value=growth.p_value, compared_with=growth.compared_with)


def _remembered(newest: date, memory: Memory) -> Iterator[Reason]:
    seen = memory.seen_in_year(newest)
    if seen:
        looked_at = max(memory.looked_at[week] for week in seen)
        yield because(
            "growth_reviewed",
            weeks=len(seen),
            first_week=str(IsoWeek.of(seen[0])),
            reviewed_on=looked_at.isoformat(),
        )
    if memory.waiting is not None:
        since = str(IsoWeek.of(memory.waiting.since))
        yield because("finding_open", since=since, weeks=len(memory.waiting.gains))


def _sample(history: History) -> Iterator[Reason]:
    if history.sample:
        yield because(
            "sample_not_calibrated", followers=len(history.sample), platform=history.platform
        )

"""Gauges read from the database at the moment of asking, so that they tell of dead workers too.

Ages are taken against the database's clock: whoever should have written, they grow by themselves.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Gauge
from sqlalchemy import text

from shared.database import Session, Sessions, system_transaction


@dataclass(frozen=True, slots=True)
class Question:
    """A figure only one service has."""

    name: str
    told: str
    ask: Callable[[Session], Awaitable[float]]


_NUMBERS = (
    (
        "lencana_events_unpublished",
        "Events without a position yet.",
        text("select count(*) from events where position is null"),
    ),
    (
        "lencana_events_unpublished_age_seconds",
        "Age of the oldest event without a position.",
        text("select extract(epoch from now() - min(time)) from events where position is null"),
    ),
    (
        "lencana_events_published",
        "Position of the newest event.",
        text("select max(position) from events"),
    ),
    (
        "lencana_jobs_queued",
        "Jobs waiting or running.",
        text("select count(*) from pgqueuer"),
    ),
    (
        "lencana_worker_age_seconds",
        "Since any worker of this service last came round.",
        text("select extract(epoch from now() - max(beat_at)) from heartbeats"),
    ),
)
_FEEDS = {
    "lencana_feed_lag": "Events of a peer known of and not applied yet.",
    "lencana_feed_lag_seconds": "Since nothing of a peer's feed was left to apply.",
    "lencana_feed_step_age_seconds": "Since a peer's feed was last read and applied.",
    "lencana_feed_set_aside": "Events of a peer that could not be applied and wait for a retry.",
    "lencana_feed_refused": "1 while a peer tells another feed than the one followed so far.",
}
_CURSORS = text(
    """
    select peer, head - position,
        extract(epoch from now() - current_at), extract(epoch from now() - updated_at),
        (select count(*) from set_aside_events where set_aside_events.peer = feed_cursors.peer),
        (refused_at is not null)::int
    from feed_cursors
    """
)


async def read_backlog(sessions: Sessions, questions: Sequence[Question] = ()) -> CollectorRegistry:
    """How much waits, for how long, and for whom."""
    registry = CollectorRegistry()
    gauges = [Gauge(name, told, ("peer",), registry=registry) for name, told in _FEEDS.items()]
    async with system_transaction(sessions) as session:
        for name, told, statement in _NUMBERS:
            value = await session.scalar(statement)
            Gauge(name, told, registry=registry).set(max(0.0, float(value or 0)))
        for question in questions:
            figure = Gauge(question.name, question.told, registry=registry)
            figure.set(await question.ask(session))
        for peer, *values in await session.execute(_CURSORS):
            for gauge, value in zip(gauges, values, strict=True):
                gauge.labels(peer).set(max(0.0, float(value)))
    return registry

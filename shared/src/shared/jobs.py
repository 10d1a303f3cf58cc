"""Background work: one process, as many as wanted, all sharing PostgreSQL through PgQueuer."""

import asyncio
import json
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver, AsyncpgPoolDriver
from pgqueuer.models import Job, Schedule
from pgqueuer.queries import Queries

from shared.database import (
    BACKGROUND_SECONDS,
    CONNECT_SECONDS,
    Session,
    Sessions,
    open_sessions,
    system_transaction,
)
from shared.events.following import AnotherFeed, Following, Step
from shared.events.log import beat, publish
from shared.reactions import Reactions
from shared.settings import ServiceSettings
from shared.tracing import HEADER, carried, continued
from shared.trail import forget_old_accesses
from shared.upstream import PeerUnavailable
from shared.web.idempotency import forget_old_answers
from shared.web.logs import log

PUBLISH_AGAIN_SECONDS, LOOK_FOR_EVENTS_SECONDS = 0.02, 0.15
LOOK_FOR_JOBS = timedelta(seconds=0.5)
DEAD_AFTER = timedelta(seconds=5)
LONGEST_PAUSE_SECONDS = 5.0
BEAT_SECONDS = 5.0
PATIENCE_SECONDS = 10.0
"""A peer that does not answer this long is no longer a moment's trouble."""

Work = Callable[[Sessions, dict[str, Any]], Awaitable[None]]
"""What a feature's ``jobs.py`` offers: it opens its own transactions and may be run again."""


@dataclass(frozen=True)
class Worker:
    """All background work of one service."""

    settings: ServiceSettings
    entrypoints: Mapping[str, Work]
    schedules: Mapping[tuple[str, str], Work] = field(default_factory=dict)
    """``(name, cron expression in UTC)`` → work; PgQueuer lets one worker run each tick."""
    followings: Sequence[Following] = ()
    reactions: Reactions = field(default_factory=dict)


async def enqueue(
    session: Session, entrypoint: str, payload: Mapping[str, Any], *, dedupe_key: str | None = None
) -> None:
    """Queue a job in the caller's transaction, and in its trace."""
    connection = await (await session.connection()).get_raw_connection()
    driver = AsyncpgDriver(connection.driver_connection)
    body = json.dumps(dict(payload)).encode()
    trace = {HEADER: carried()[HEADER]}
    await Queries(driver).enqueue(
        entrypoint, body, dedupe_key=dedupe_key, headers=trace, on_conflict="skip"
    )


async def _publish_forever(sessions: Sessions) -> None:
    last_beat = float("-inf")

    async def step() -> None:
        nonlocal last_beat
        async with system_transaction(sessions) as session:
            published = await publish(session)
            if time.monotonic() - last_beat > BEAT_SECONDS:
                await beat(session, "publisher")
                last_beat = time.monotonic()
        await asyncio.sleep(PUBLISH_AGAIN_SECONDS if published else LOOK_FOR_EVENTS_SECONDS)

    await _forever("publisher", step)


async def _follow_forever(following: Following, sessions: Sessions) -> None:
    async def step() -> None:
        done = await following.step(sessions)
        _tell(following, done)
        if done.idle:
            await asyncio.sleep(LOOK_FOR_EVENTS_SECONDS)

    await _forever(f"following {following.name}", step)


def _tell(following: Following, done: Step) -> None:
    for bad in done.set_aside:
        log.error(
            "event_set_aside",
            peer=following.name,
            position=bad.position,
            type=bad.type,
            reason=bad.reason,
        )


async def _forever(name: str, step: Callable[[], Awaitable[None]]) -> None:
    """Repeat a step; after a failure pause longer and longer, and say so each time."""
    pause, well = 0.1, time.monotonic()
    while True:
        try:
            await step()
        except PeerUnavailable as exc:
            worst = time.monotonic() - well > PATIENCE_SECONDS
            tell = log.error if worst else log.warning
            tell("peer_unavailable", loop=name, trouble=str(exc))
        except AnotherFeed as exc:
            log.error("feed_is_another", loop=name, peer=str(exc))
        except Exception as exc:
            log.error("loop_failed", loop=name, error=type(exc).__name__, exc_info=exc)
        else:
            pause, well = 0.1, time.monotonic()
            continue
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _queue(pool: asyncpg.Pool, worker: Worker, sessions: Sessions) -> PgQueuer:
    queue = PgQueuer(AsyncpgPoolDriver(pool))
    for name, work in worker.entrypoints.items():
        queue.entrypoint(name, on_failure="hold")(as_job(work, sessions))
    for (name, cron), work in {**worker.schedules, **TIDY}.items():
        queue.schedule(name, cron)(_as_schedule(work, sessions))
    return queue


async def _forget(sessions: Sessions, payload: dict[str, Any]) -> None:
    async with system_transaction(sessions) as session:
        await forget_old_answers(session)


async def _forget_accesses(sessions: Sessions, payload: dict[str, Any]) -> None:
    async with system_transaction(sessions) as session:
        await forget_old_accesses(session)


TIDY: Mapping[tuple[str, str], Work] = {
    ("forget_old_answers", "17 * * * *"): _forget,
    ("forget_old_accesses", "27 19 * * *"): _forget_accesses,
}
"""What every service lets go of by the clock."""


def as_job(work: Work, sessions: Sessions) -> Callable[[Job], Awaitable[None]]:
    """The work in the trace of whoever queued it."""

    async def run(job: Job) -> None:
        with continued(str((job.headers or {}).get(HEADER, ""))):
            await work(sessions, json.loads(job.payload or b"{}"))

    return run


def _as_schedule(work: Work, sessions: Sessions) -> Callable[[Schedule], Awaitable[None]]:
    async def run(schedule: Schedule) -> None:
        with continued(None):
            await work(sessions, {})

    return run


async def run_worker(worker: Worker) -> None:
    """Work until SIGTERM or SIGINT; running jobs are finished first."""
    settings = worker.settings
    url = settings.database_url.get_secret_value()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    plain = settings.direct_url.replace("postgresql+asyncpg://", "postgresql://", 1)
    async with (
        open_sessions(
            url,
            pool_size=settings.pool_size,
            reactions=worker.reactions,
            patience=BACKGROUND_SECONDS,
            pooled=settings.is_pooled,
        ) as sessions,
        asyncpg.create_pool(
            plain,
            min_size=2,
            max_size=4,
            timeout=CONNECT_SECONDS,
            command_timeout=BACKGROUND_SECONDS,
        ) as pool,
    ):
        queue = _queue(pool, worker, sessions)
        loops = [_publish_forever(sessions)]
        loops += [_follow_forever(following, sessions) for following in worker.followings]
        tasks = [asyncio.create_task(loop) for loop in loops]
        jobs = asyncio.create_task(
            queue.run(dequeue_timeout=LOOK_FOR_JOBS, heartbeat_timeout=DEAD_AFTER)
        )
        log.info("worker_started", jobs=sorted(worker.entrypoints))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([stopping, jobs, *tasks], return_when=asyncio.FIRST_COMPLETED)
        queue.shutdown.set()
        for task in [stopping, *tasks]:
            task.cancel()
        outcomes = await asyncio.gather(jobs, *tasks, stopping, return_exceptions=True)
    if isinstance(outcomes[0], Exception):
        raise outcomes[0]

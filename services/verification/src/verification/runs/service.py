"""Use cases of a run: start, begin, judge a batch, finish. The judging itself is eligibility's."""

from datetime import date, datetime
from uuid import UUID

from shared.calendar import IsoWeek
from shared.database import Session
from shared.events import record
from shared.jobs import enqueue
from shared.reactions import follow
from verification.eligibility import service as eligibility
from verification.eligibility.service import Order, Progress
from verification.policies import queries as policies
from verification.runs import queries
from verification.runs.errors import RunUnderWay, RunUnknown, WeekNotCome, WeekUnreadable
from verification.runs.rules import RunCompleted, RunState, may_become
from verification.runs.tables import Run

JOB = "assess_week"


async def start_run(session: Session, week: str, *, requested_by: str | None, now: datetime) -> Run:
    """Queue the judging of a week, in the caller's transaction."""
    try:
        asked = IsoWeek.parse(week)
    except ValueError as exc:
        raise WeekUnreadable(week=week) from exc
    if asked > IsoWeek.of(now):
        raise WeekNotCome(week=week)
    run = await _queue(session, asked.monday, requested_by, now)
    if run is None:
        raise RunUnderWay(week=week)
    return run


async def start_weekly_run(session: Session, *, now: datetime) -> None:
    """Judge the week that has just ended, once; a tick that came late or twice does no harm."""
    ended = IsoWeek.of(now).plus(-1).monday
    if not await queries.week_has_run(session, ended):
        await _queue(session, ended, None, now)


async def _queue(
    session: Session, week: date, requested_by: str | None, now: datetime
) -> Run | None:
    policy = await policies.policy_in_force(session, on=week)
    run = await queries.add_run(
        session, week, policy=policy.version, requested_by=requested_by, now=now
    )
    if run is not None:
        await _enqueue(session, run.id)
    return run


async def _enqueue(session: Session, run_id: UUID) -> None:
    await enqueue(session, JOB, {"run_id": str(run_id)}, dedupe_key=f"run:{run_id}")


async def resume_runs(session: Session) -> None:
    """Queue every unfinished run again; one that is queued or worked on stays as it is."""
    for run_id in await queries.unfinished_runs(session):
        await _enqueue(session, run_id)


async def run_of(session: Session, run_id: UUID) -> Run:
    """The run, or the fact that there is none."""
    run = await queries.run(session, run_id)
    if run is None:
        raise RunUnknown(run_id=str(run_id))
    return run


async def begin(session: Session, run_id: UUID, *, now: datetime) -> bool:
    """Draw the list if nobody has; whether there is something to do."""
    run = await queries.run_locked(session, run_id)
    if run is None:
        return False
    if may_become(RunState(run.state), RunState.RUNNING):
        due = await eligibility.draw_accounts(session, run.id, run.week)
        await queries.mark_running(session, run, due=due, now=now)
    return run.state == RunState.RUNNING


async def judge_batch(
    session: Session, run_id: UUID, *, limit: int, now: datetime, after: UUID | None = None
) -> Progress:
    """Judge the next accounts nobody else holds, from ``after`` on, and count them."""
    run = await run_of(session, run_id)
    order = Order(run.id, run.week, run.policy)
    progress = await eligibility.judge_batch(session, order, limit=limit, now=now, after=after)
    if progress.claimed:
        await queries.count_progress(
            session, run_id, scored=progress.scored, struck=progress.struck
        )
    return progress


async def finish(session: Session, run_id: UUID, *, now: datetime) -> bool:
    """Complete the run when nothing is left, and tell so once; whether it is completed."""
    run = await queries.run_locked(session, run_id)
    if run is None or not may_become(RunState(run.state), RunState.COMPLETED):
        return True
    if not await eligibility.all_decided(session, run_id):
        return False
    await queries.mark_completed(session, run, now=now)
    await follow(session, RunCompleted(run.id, run.week))
    counts = await eligibility.counts_by_decision(session, run_id)
    await record(
        session,
        type="run.completed.v1",
        subject=str(run_id),
        data={"run_id": str(run_id), "week": str(IsoWeek.of(run.week)), "counts": counts},
        person=None,
        now=now,
        actor=run.requested_by,
    )
    return True

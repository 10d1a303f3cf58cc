"""Use cases of a run: start, begin, finish. The judging itself is eligibility's."""

from datetime import date, datetime
from uuid import UUID, uuid4

from shared.calendar import JAKARTA, IsoWeek
from shared.database import Session
from shared.events import record
from shared.jobs import enqueue
from verification.growth.rules.histories import label_of
from verification.policies import queries as policies
from verification.runs import queries
from verification.runs.errors import RunUnderWay, RunUnknown, WeekNotCome, WeekUnreadable
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
    if await queries.unfinished_run(session, asked.monday) is not None:
        raise RunUnderWay(week=week)
    return await _queue(session, asked.monday, requested_by, now)


async def start_weekly_run(session: Session, *, now: datetime) -> None:
    """Judge the week that has just ended, once; a tick that came late or twice does no harm."""
    ended = IsoWeek.of(now).plus(-1).monday
    if not await queries.week_has_run(session, ended):
        await _queue(session, ended, None, now)


async def _queue(session: Session, week: date, requested_by: str | None, now: datetime) -> Run:
    policy = await policies.policy_in_force(session, on=now.astimezone(JAKARTA).date())
    run = Run(
        id=uuid4(),
        week=week,
        state="queued",
        policy=policy.version,
        scored=0,
        requested_by=requested_by,
        requested_at=now,
    )
    session.add(run)
    await session.flush()
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
    run = await session.get(Run, run_id)
    if run is None:
        raise RunUnknown(run_id=str(run_id))
    return run


async def begin(session: Session, run_id: UUID) -> bool:
    """Draw the list if nobody has; whether there is something to do."""
    run = await queries.run_locked(session, run_id)
    if run is None or run.state == "completed":
        return False
    if run.state == "queued":
        run.due = await queries.draw_accounts(session, run)
        run.state = "running"
    return True


async def finish(session: Session, run_id: UUID, *, now: datetime) -> bool:
    """Complete the run when nothing is left, and tell so once; whether it is completed."""
    run = await queries.run_locked(session, run_id)
    if run is None or run.state == "completed":
        return True
    if await queries.has_undecided(session, run_id):
        return False
    run.state, run.completed_at = "completed", now
    counts = await queries.counts_by_decision(session, run_id)
    await record(
        session,
        type="run.completed.v1",
        subject=str(run_id),
        data={"run_id": str(run_id), "week": label_of(run.week), "counts": counts},
        now=now,
        actor=run.requested_by,
    )
    return True

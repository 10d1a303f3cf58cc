"""Every SQL statement of this feature."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.database import Session
from verification.runs.rules import RunState
from verification.runs.tables import Run


async def add_run(
    session: Session, week: date, *, policy: str, requested_by: str | None, now: datetime
) -> Run | None:
    """A run nobody has begun yet; nothing while another is judging the week."""
    values = {
        "id": uuid4(),
        "week": week,
        "state": RunState.QUEUED,
        "policy": policy,
        "scored": 0,
        "requested_by": requested_by,
        "requested_at": now,
    }
    statement = upsert(Run).values(values).on_conflict_do_nothing().returning(Run)
    run: Run | None = await session.scalar(statement)
    return run


async def run(session: Session, run_id: UUID) -> Run | None:
    """The run as it stands."""
    return await session.get(Run, run_id)


async def run_locked(session: Session, run_id: UUID) -> Run | None:
    """The run, held until the transaction ends."""
    run: Run | None = await session.scalar(select(Run).where(Run.id == run_id).with_for_update())
    return run


async def unfinished_runs(session: Session) -> Sequence[UUID]:
    """Runs that a worker should be busy with."""
    unfinished = select(Run.id).where(Run.state != RunState.COMPLETED)
    return (await session.scalars(unfinished)).all()


async def week_has_run(session: Session, week: date) -> bool:
    """Whether a week was, or is being, judged."""
    found: bool | None = await session.scalar(select(select(Run).where(Run.week == week).exists()))
    return bool(found)


async def mark_running(session: Session, run: Run, *, due: int, now: datetime) -> None:
    """The list is drawn."""
    run.state, run.due, run.begun_at = RunState.RUNNING, due, now
    await session.flush()


async def mark_completed(session: Session, run: Run, *, now: datetime) -> None:
    """Nothing is left to judge."""
    run.state, run.completed_at = RunState.COMPLETED, now
    await session.flush()


async def count_progress(session: Session, run_id: UUID, *, scored: int, struck: int) -> None:
    """Last statement of a batch, because it holds the run's row until the commit."""
    await session.execute(
        update(Run).where(Run.id == run_id).values(scored=Run.scored + scored, due=Run.due - struck)
    )

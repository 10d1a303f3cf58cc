"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select, text, update

from shared.database import Session
from verification.accounts.tables import Account
from verification.runs.rules import Standing
from verification.runs.tables import Assessment, Run

_DECIDE = text(
    """
    update assessments set
        decision = made.decision, document = made.document,
        decided_at = :decided_at, valid_until = :valid_until
    from unnest(
        cast(:accounts as uuid[]), cast(:decisions as text[]), cast(:documents as jsonb[])
    ) as made (account_id, decision, document)
    where run_id = :run_id and assessments.account_id = made.account_id
    """
)
_LATEST = text(
    """
    select asked.account_id, latest.decision, latest.policy, latest.valid_until
    from unnest(cast(:accounts as uuid[])) as asked (account_id)
    cross join lateral (
        select decision, document ->> 'policy' as policy, valid_until
        from assessments
        where assessments.account_id = asked.account_id and decided_at is not null
        order by decided_at desc limit 1
    ) as latest
    """
)


async def unfinished_run(session: Session, week: date) -> Run | None:
    """The run that is judging a week now."""
    run: Run | None = await session.scalar(
        select(Run).where(Run.week == week, Run.state != "completed")
    )
    return run


async def unfinished_runs(session: Session) -> Sequence[UUID]:
    """Runs that a worker should be busy with."""
    return (await session.scalars(select(Run.id).where(Run.state != "completed"))).all()


async def week_has_run(session: Session, week: date) -> bool:
    """Whether a week was, or is being, judged."""
    found: bool | None = await session.scalar(select(select(Run).where(Run.week == week).exists()))
    return bool(found)


async def run_locked(session: Session, run_id: UUID) -> Run | None:
    """The run, held until the transaction ends."""
    run: Run | None = await session.scalar(select(Run).where(Run.id == run_id).with_for_update())
    return run


async def draw_accounts(session: Session, run: Run) -> int:
    """Put every linked account on the run's list; how many there are."""
    statement = insert(Assessment).from_select(
        ["run_id", "account_id", "week"],
        select(literal(run.id), Account.id, literal(run.week)).where(Account.linked),
    )
    outcome = await session.execute(statement)
    return int(outcome.rowcount)  # type: ignore[attr-defined]


async def claim_accounts(session: Session, run_id: UUID, *, limit: int) -> Sequence[UUID]:
    """The next undecided accounts nobody else holds; held until the transaction ends."""
    statement = (
        select(Assessment.account_id)
        .where(Assessment.run_id == run_id, Assessment.decided_at.is_(None))
        .order_by(Assessment.account_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(statement)).all()


async def has_undecided(session: Session, run_id: UUID) -> bool:
    """Whether accounts are left, held by another worker or not."""
    left = select(Assessment).where(Assessment.run_id == run_id, Assessment.decided_at.is_(None))
    return bool(await session.scalar(select(left.exists())))


async def strike_accounts(session: Session, run_id: UUID, ids: Collection[UUID]) -> None:
    """Take accounts off the list that were unlinked since it was drawn."""
    await session.execute(
        delete(Assessment).where(
            Assessment.run_id == run_id, Assessment.account_id == func.any(list(ids))
        )
    )


async def latest_standings(session: Session, ids: Collection[UUID]) -> dict[UUID, Standing]:
    """What was last decided on each account; nothing for one never judged."""
    rows = await session.execute(_LATEST, {"accounts": list(ids)})
    return {row.account_id: Standing(row.decision, row.policy, row.valid_until) for row in rows}


async def decide(
    session: Session,
    run_id: UUID,
    verdicts: Sequence[tuple[UUID, str, str]],
    *,
    decided_at: datetime,
    valid_until: datetime,
) -> None:
    """Write ``(account, decision, document)`` of a batch in one statement."""
    accounts, decisions, documents = zip(*verdicts, strict=True)
    values = {
        "run_id": run_id,
        "accounts": list(accounts),
        "decisions": list(decisions),
        "documents": list(documents),
        "decided_at": decided_at,
        "valid_until": valid_until,
    }
    await session.execute(_DECIDE, values)


async def count_progress(session: Session, run_id: UUID, *, scored: int, struck: int) -> None:
    """Last statement of a batch, because it holds the run's row until the commit."""
    await session.execute(
        update(Run).where(Run.id == run_id).values(scored=Run.scored + scored, due=Run.due - struck)
    )


async def counts_by_decision(session: Session, run_id: UUID) -> dict[str, int]:
    """How many accounts got which decision."""
    statement = (
        select(Assessment.decision, func.count())
        .where(Assessment.run_id == run_id, Assessment.decided_at.is_not(None))
        .group_by(Assessment.decision)
    )
    rows: Sequence[Any] = (await session.execute(statement)).all()
    return dict(rows)

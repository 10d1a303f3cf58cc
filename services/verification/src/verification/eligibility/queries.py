"""Every SQL statement of this feature: set by set, never row by row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, literal, select, text
from sqlalchemy.orm import aliased

from shared.database import Session
from verification.accounts.tables import Account
from verification.eligibility.rules.validity import Standing
from verification.eligibility.tables import Assessment

_DECIDE = text(
    """
    update assessments set
        decision = made.decision, document = made.document, inputs = made.inputs,
        drawn = made.drawn, judged_by = :judged_by, decided_at = :decided_at,
        valid_until = :valid_until
    from unnest(
        cast(:accounts as uuid[]), cast(:decisions as text[]), cast(:documents as jsonb[]),
        cast(:inputs as bytea[]), cast(:drawn as boolean[])
    ) as made (account_id, decision, document, inputs, drawn)
    where run_id = :run_id and assessments.account_id = made.account_id
    """
)
_LATEST = text(
    """
    select asked.account_id, latest.decision, latest.policy, latest.valid_until, latest.week
    from unnest(cast(:accounts as uuid[])) as asked (account_id)
    cross join lateral (
        select decision, document ->> 'policy' as policy, valid_until, week
        from assessments
        where assessments.account_id = asked.account_id and decided_at is not null
        order by week desc, decided_at desc limit 1
    ) as latest
    """
)


@dataclass(frozen=True, slots=True)
class LatestVerdict:
    """The newest decision on an account, as it was written."""

    run_id: UUID
    account_id: UUID
    week: date
    decided_at: datetime
    valid_until: datetime
    document: Mapping[str, Any]
    """What ``assess`` writes for it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict as it is written down."""

    account_id: UUID
    decision: str
    document: str
    """JSON."""
    inputs: bytes
    drawn: bool


async def institution_of(session: Session, account_id: UUID) -> str | None:
    """The institution of a linked account the caller may see."""
    statement = select(Account.institution).where(Account.id == account_id, Account.linked)
    institution: str | None = await session.scalar(statement)
    return institution


async def is_held_by(session: Session, account_id: UUID, principal: str) -> bool:
    """Whether the account is this person's own, and linked."""
    own = select(Account.id).where(Account.id == account_id, Account.held_by(principal))
    return bool(await session.scalar(select(own.exists())))


async def latest_verdict(session: Session, account_id: UUID) -> LatestVerdict | None:
    """The decision on the newest week judged, on an account the caller may see."""
    statement = (
        select(
            Assessment.run_id,
            Assessment.account_id,
            Assessment.week,
            Assessment.decided_at,
            Assessment.valid_until,
            Assessment.document,
        )
        .where(Assessment.account_id == account_id, Assessment.decided_at.is_not(None))
        .order_by(Assessment.week.desc(), Assessment.decided_at.desc())
        .limit(1)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else LatestVerdict(*row)


async def draw_accounts(session: Session, run_id: UUID, week: date) -> int:
    """Put every linked account on a run's list; how many there are."""
    statement = insert(Assessment).from_select(
        ["run_id", "account_id", "week"],
        select(literal(run_id), Account.id, literal(week)).where(Account.linked),
    )
    outcome = await session.execute(statement)
    return int(outcome.rowcount)  # type: ignore[attr-defined]


async def claim_accounts(
    session: Session, run_id: UUID, *, after: UUID | None, limit: int
) -> Sequence[UUID]:
    """The next undecided accounts nobody else holds, for this week or another one; held until the
    transaction ends, so that each judgement knows what the one before has found.

    A worker goes on behind its last account: from the start it would pass over all it has decided.
    """
    statement = (
        select(Assessment.account_id)
        .join(Account, Account.id == Assessment.account_id)
        .where(Assessment.run_id == run_id, Assessment.decided_at.is_(None))
        .order_by(Assessment.account_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if after is not None:
        statement = statement.where(Assessment.account_id > after)
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
    """What was decided on the newest week judged of each account; nothing for one never judged."""
    rows = await session.execute(_LATEST, {"accounts": list(ids)})
    return {
        row.account_id: Standing(row.decision, row.policy, row.valid_until, row.week)
        for row in rows
    }


async def decide(
    session: Session,
    run_id: UUID,
    verdicts: Sequence[Decided],
    *,
    decided_at: datetime,
    valid_until: datetime,
    judged_by: str,
) -> None:
    """Write the verdicts of a batch in one statement."""
    values = {
        "run_id": run_id,
        "accounts": [verdict.account_id for verdict in verdicts],
        "decisions": [verdict.decision for verdict in verdicts],
        "documents": [verdict.document for verdict in verdicts],
        "inputs": [verdict.inputs for verdict in verdicts],
        "drawn": [verdict.drawn for verdict in verdicts],
        "decided_at": decided_at,
        "valid_until": valid_until,
        "judged_by": judged_by,
    }
    await session.execute(_DECIDE, values)


async def counts_by_decision(session: Session, run_id: UUID) -> dict[str, int]:
    """How many accounts got which decision."""
    statement = (
        select(Assessment.decision, func.count())
        .where(Assessment.run_id == run_id, Assessment.decided_at.is_not(None))
        .group_by(Assessment.decision)
    )
    return {str(decision): count for decision, count in await session.execute(statement)}


async def others_of_holders(
    session: Session, ids: Collection[UUID]
) -> Sequence[tuple[UUID, UUID, str]]:
    """``(account, other, platform)`` for each other linked account of the same holder."""
    other = aliased(Account)
    statement = (
        select(Account.id, other.id, other.platform)
        .join(other, and_(other.officer_id == Account.officer_id, other.id != Account.id))
        .where(Account.id == func.any(list(ids)), other.linked)
        .order_by(Account.id, other.platform, other.id)
    )
    return [(row[0], row[1], row[2] or "") for row in await session.execute(statement)]


async def delete_assessments(session: Session, ids: Collection[UUID]) -> None:
    """Delete every verdict on these accounts, in whichever run."""
    await session.execute(delete(Assessment).where(Assessment.account_id == func.any(list(ids))))

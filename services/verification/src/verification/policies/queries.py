"""Every SQL statement of this feature."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from shared.database import Session
from verification.policies.rules import AccountsNeeded, Comparator, DraftState, Policy
from verification.policies.tables import PolicyDraft, PolicyVersion


async def policy_in_force(session: Session, *, on: date) -> Policy:
    """The newest policy not later than ``on``, else the first; migrations see to it that there is
    one.
    """
    by_date = select(PolicyVersion).order_by(PolicyVersion.in_force_from.desc()).limit(1)
    row = await session.scalar(by_date.where(PolicyVersion.in_force_from <= on))
    first = select(PolicyVersion).order_by(PolicyVersion.in_force_from).limit(1)
    return policy_from(row or (await session.scalars(first)).one())


async def policy_of(session: Session, version: str) -> Policy:
    """The policy of that version."""
    return policy_from(await session.get_one(PolicyVersion, version))


async def version_of(session: Session, version: str) -> PolicyVersion | None:
    """The row of a version, if there is such a one."""
    return await session.get(PolicyVersion, version)


async def versions(session: Session, *, after: date | None, limit: int) -> Sequence[PolicyVersion]:
    """Every version, the newest first; those that are not in force yet as well."""
    statement = select(PolicyVersion).order_by(PolicyVersion.in_force_from.desc()).limit(limit)
    if after is not None:
        statement = statement.where(PolicyVersion.in_force_from < after)
    return (await session.scalars(statement)).all()


async def add_version(session: Session, policy: Policy, *, now: datetime) -> PolicyVersion | None:
    """The new version; nothing when its date is taken."""
    new = upsert(PolicyVersion).values(**asdict(policy), announced_at=now)
    return await session.scalar(new.on_conflict_do_nothing().returning(PolicyVersion))


def policy_from(row: PolicyVersion) -> Policy:
    """The criteria of a row."""
    told = {field.name: getattr(row, field.name) for field in fields(Policy)}
    told["comparator"] = Comparator(row.comparator)
    told["accounts_needed"] = AccountsNeeded(row.accounts_needed)
    return Policy(**told)


async def add_draft(session: Session, row: dict[str, Any]) -> PolicyDraft:
    """A draft that waits."""
    statement = insert(PolicyDraft).values(state=DraftState.OPEN, **row).returning(PolicyDraft)
    draft: PolicyDraft = (await session.scalars(statement)).one()
    return draft


async def draft(session: Session, draft_id: UUID, *, held: bool = False) -> PolicyDraft | None:
    """A draft; ``held`` for a change."""
    statement = select(PolicyDraft).where(PolicyDraft.id == draft_id)
    return await session.scalar(statement.with_for_update() if held else statement)


async def drafts(
    session: Session, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[PolicyDraft]:
    """Drafts in the order they were written."""
    statement = select(PolicyDraft).order_by(PolicyDraft.written_at, PolicyDraft.id).limit(limit)
    if after is not None:
        statement = statement.where(tuple_(PolicyDraft.written_at, PolicyDraft.id) > after)
    return (await session.scalars(statement)).all()


async def mark_simulated(session: Session, draft_id: UUID, *, now: datetime) -> None:
    """What the draft would change has been counted."""
    await session.execute(
        update(PolicyDraft).where(PolicyDraft.id == draft_id).values(simulated_at=now)
    )


async def decide(
    session: Session,
    draft: PolicyDraft,
    state: DraftState,
    *,
    by: str,
    now: datetime,
    version: str | None = None,
) -> None:
    """Write down what became of a draft."""
    draft.state, draft.decided_by, draft.decided_at, draft.version = state, by, now, version
    await session.flush()

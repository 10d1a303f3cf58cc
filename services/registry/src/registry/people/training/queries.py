"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer
from registry.people.training.tables import TrainingResult, TrainingSession
from shared.database import Session


async def keep_session(session: Session, held: TrainingSession) -> None:
    """Insert it, at once."""
    session.add(held)
    await session.flush()


async def session_of(
    session: Session, session_id: UUID, institutions: Collection[str]
) -> TrainingSession | None:
    """A training session of one of the institutions, locked while its results are written."""
    statement = (
        select(TrainingSession)
        .where(TrainingSession.id == session_id, TrainingSession.institution.in_(institutions))
        .with_for_update()
    )
    return await session.scalar(statement)


async def members_among(
    session: Session, officer_ids: Collection[UUID], institution: str
) -> set[UUID]:
    """Which of the ids are active officers of the institution."""
    statement = select(Officer.id).where(
        Officer.id.in_(officer_ids),
        Officer.institution == institution,
        Officer.state == OfficerState.ACTIVE,
    )
    return set(await session.scalars(statement))


async def recorded_results(session: Session, session_id: UUID) -> dict[UUID, bool]:
    """Who passed or failed so far."""
    statement = select(TrainingResult.officer_id, TrainingResult.passed).where(
        TrainingResult.session_id == session_id
    )
    return {row.officer_id: row.passed for row in await session.execute(statement)}


async def keep_results(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many at once."""
    await session.execute(insert(TrainingResult), list(rows))

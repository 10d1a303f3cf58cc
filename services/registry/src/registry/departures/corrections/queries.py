"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, tuple_, update

from registry.departures.corrections.rules import CorrectionState
from registry.departures.corrections.tables import Correction
from shared.database import Session


async def open_of(session: Session, officer_id: UUID) -> int:
    """How many requests of one officer wait."""
    statement = select(func.count()).where(
        Correction.officer_id == officer_id, Correction.state == CorrectionState.OPEN
    )
    return int(await session.scalar(statement) or 0)


async def keep_correction(session: Session, correction: Correction) -> None:
    """Insert it, at once."""
    session.add(correction)
    await session.flush()


async def corrections_of(session: Session, officer_id: UUID) -> Sequence[Correction]:
    """What one officer asked for, the newest first."""
    statement = select(Correction).where(Correction.officer_id == officer_id)
    return (await session.scalars(statement.order_by(Correction.asked_at.desc()).limit(100))).all()


async def page_of_corrections(
    session: Session,
    institutions: Collection[str],
    state: CorrectionState,
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Correction]:
    """Requests to the institutions, the one due first first."""
    statement = select(Correction).where(
        Correction.institution.in_(institutions), Correction.state == state
    )
    if after is not None:
        statement = statement.where(tuple_(Correction.due_at, Correction.id) > after)
    statement = statement.order_by(Correction.due_at, Correction.id).limit(limit)
    return (await session.scalars(statement)).all()


async def correction_in(
    session: Session, correction_id: UUID, institutions: Collection[str]
) -> Correction | None:
    """A request to one of the institutions."""
    statement = select(Correction).where(
        Correction.id == correction_id, Correction.institution.in_(institutions)
    )
    return await session.scalar(statement)


async def answer(
    session: Session,
    asked: Correction,
    state: CorrectionState,
    words: str,
    *,
    by: str,
    now: datetime,
) -> bool:
    """Write the answer, once; whether it was still open."""
    statement = (
        update(Correction)
        .where(Correction.id == asked.id, Correction.state == CorrectionState.OPEN)
        .values(state=state, answer=words, answered_by=by, answered_at=now)
        .returning(Correction.id)
    )
    answered = await session.scalar(statement) is not None
    await session.refresh(asked)
    return answered


async def delete_correction(session: Session, correction_id: UUID, officer_id: UUID) -> bool:
    """Delete one request of one officer; whether it was there."""
    statement = delete(Correction).where(
        Correction.id == correction_id, Correction.officer_id == officer_id
    )
    return await session.scalar(statement.returning(Correction.id)) is not None


async def delete_corrections_of(session: Session, officer_id: UUID) -> None:
    """Delete what one officer asked for, answered or not."""
    await session.execute(delete(Correction).where(Correction.officer_id == officer_id))

"""Every SQL statement of this feature."""

from uuid import UUID

from sqlalchemy import select

from registry.badges.measures.tables import BadgeMeasure
from shared.database import Session


async def last_suspension(session: Session, badge_id: UUID) -> BadgeMeasure | None:
    """The latest suspension of a badge."""
    statement = (
        select(BadgeMeasure)
        .where(BadgeMeasure.badge_id == badge_id, BadgeMeasure.reason_code.is_not(None))
        .order_by(BadgeMeasure.decided_at.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def keep_measure(session: Session, measure: BadgeMeasure) -> None:
    """Insert it, and write what changed on its badge."""
    session.add(measure)
    await session.flush()

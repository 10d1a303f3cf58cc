"""Every SQL statement of this feature."""

from uuid import UUID

from sqlalchemy import exists, select

from registry.badges.badge.tables import Badge
from registry.badges.measures.tables import BadgeMeasure
from shared.database import Session


async def is_badge_of(session: Session, badge_id: UUID, officer_id: UUID) -> bool:
    """Whether the officer holds or held the badge."""
    held = exists().where(Badge.id == badge_id, Badge.officer_id == officer_id)
    return bool(await session.scalar(select(held)))


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
    """Insert it, at once."""
    session.add(measure)
    await session.flush()

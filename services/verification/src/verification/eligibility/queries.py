"""Every SQL statement of this feature."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from shared.database import Session
from verification.runs.tables import Assessment


async def latest_verdict(session: Session, account_id: UUID) -> Row[Any] | None:
    """The newest decision on an account the caller may see."""
    statement = (
        select(
            Assessment.account_id,
            Assessment.week,
            Assessment.decided_at,
            Assessment.valid_until,
            Assessment.document,
        )
        .where(Assessment.account_id == account_id, Assessment.decided_at.is_not(None))
        .order_by(Assessment.decided_at.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()

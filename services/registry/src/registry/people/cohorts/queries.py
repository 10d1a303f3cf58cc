"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_

from registry.people.cohorts.tables import Cohort
from shared.database import Session


async def keep_cohort(session: Session, cohort: Cohort) -> None:
    """Insert it, at once."""
    session.add(cohort)
    await session.flush()


async def cohort_of(
    session: Session, cohort_id: UUID, institutions: Collection[str]
) -> Cohort | None:
    """A cohort, provided it belongs to one of the institutions."""
    statement = select(Cohort).where(Cohort.id == cohort_id, Cohort.institution.in_(institutions))
    return await session.scalar(statement)


async def page_of_cohorts(
    session: Session,
    institutions: Collection[str],
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Cohort]:
    """Cohorts of the institutions, the oldest first."""
    statement = select(Cohort).where(Cohort.institution.in_(institutions))
    if after is not None:
        statement = statement.where(tuple_(Cohort.created_at, Cohort.id) > after)
    statement = statement.order_by(Cohort.created_at, Cohort.id).limit(limit)
    return (await session.scalars(statement)).all()

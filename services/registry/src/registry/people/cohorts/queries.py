"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, tuple_, update

from registry.people.cohorts.tables import Cohort, Invitation
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


async def invitations_among(
    session: Session, institution: str, fingerprints: Collection[bytes], *, today: date
) -> Sequence[Invitation]:
    """Unexpired invitations of an institution for any of the numbers."""
    statement = select(Invitation).where(
        Invitation.institution == institution,
        Invitation.fingerprint.in_(fingerprints),
        Invitation.expires_on >= today,
    )
    return (await session.scalars(statement)).all()


async def keep_invitations(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many at once."""
    await session.execute(insert(Invitation), rows)


async def invitation_by_code(
    session: Session, code_hash: bytes, *, today: date
) -> Invitation | None:
    """The unexpired invitation with this code, locked until the transaction ends."""
    statement = (
        select(Invitation)
        .where(Invitation.code_hash == code_hash, Invitation.expires_on >= today)
        .with_for_update()
    )
    return await session.scalar(statement)


async def count_wrong_try(session: Session, invitation_id: UUID) -> int:
    """One more wrong number was sent with the code; how many by now."""
    statement = (
        update(Invitation)
        .where(Invitation.id == invitation_id)
        .values(wrong_tries=Invitation.wrong_tries + 1)
        .returning(Invitation.wrong_tries)
    )
    return int(await session.scalar(statement) or 0)


async def delete_invitations(session: Session, ids: Collection[UUID]) -> None:
    """Leave no trace of accepted or replaced invitations."""
    await session.execute(delete(Invitation).where(Invitation.id.in_(ids)))


async def delete_expired_invitations(session: Session, *, today: date) -> int:
    """Leave no trace of those who did not answer; how many there were."""
    expired = await session.execute(
        delete(Invitation).where(Invitation.expires_on < today).returning(Invitation.id)
    )
    return len(expired.all())

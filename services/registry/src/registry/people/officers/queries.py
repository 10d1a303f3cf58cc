"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer, OfficerNumber
from shared.database import Session

_SEEN = or_(
    Officer.state == OfficerState.PROVISIONED,
    and_(Officer.state == OfficerState.ACTIVE, Officer.sealed_name.is_not(None)),
)
"""Whom staff may see: what HR wrote down itself, and whoever agreed to show the own name.

Taking the name back, leaving and never having joined look the same.
"""


async def officer_of(session: Session, principal: str) -> Officer | None:
    """The officer a principal stands for, while in the programme."""
    statement = select(Officer).where(
        Officer.principal == principal, Officer.state != OfficerState.WITHDRAWN
    )
    return await session.scalar(statement)


async def last_officer_of(session: Session, principal: str) -> Officer | None:
    """The officer a principal stands for or last stood for."""
    statement = (
        select(Officer)
        .where(Officer.principal == principal)
        .order_by(Officer.created_at.desc())
        .limit(1)
    )
    return await session.scalar(statement)


async def officer_in(
    session: Session, officer_id: UUID, institutions: Collection[str]
) -> Officer | None:
    """An officer whom one of the institutions may see."""
    statement = select(Officer).where(
        Officer.id == officer_id, Officer.institution.in_(institutions), _SEEN
    )
    return await session.scalar(statement)


async def page_of_officers(
    session: Session, institutions: Collection[str], *, after: tuple[UUID] | None, limit: int
) -> Sequence[Officer]:
    """Those whom the institutions may see, by id: the order tells nothing of who came when."""
    statement = select(Officer).where(Officer.institution.in_(institutions), _SEEN)
    if after is not None:
        statement = statement.where(Officer.id > after[0])
    return (await session.scalars(statement.order_by(Officer.id).limit(limit))).all()


async def keep_officer(session: Session, officer: Officer) -> None:
    """Insert or change, at once."""
    session.add(officer)
    await session.flush()


async def keep_number(session: Session, number: OfficerNumber) -> bool:
    """Insert it unless it is borne already, by that kind of proof; whether it was inserted."""
    columns = (
        "id",
        "officer_id",
        "institution",
        "kind",
        "sealed",
        "fingerprint",
        "proven",
        "valid_from",
    )
    statement = (
        upsert(OfficerNumber)
        .values({column: getattr(number, column) for column in columns})
        .on_conflict_do_nothing()
        .returning(OfficerNumber.id)
    )
    return await session.scalar(statement) is not None


async def keep_name(session: Session, officer_id: UUID, sealed: bytes | None) -> None:
    """Show another name to the institution, or none any more."""
    renamed = update(Officer).where(Officer.id == officer_id).values(sealed_name=sealed)
    await session.execute(renamed)


async def withdraw_officer(session: Session, officer_id: UUID, now: datetime) -> None:
    """The person left the programme."""
    left = {"state": OfficerState.WITHDRAWN, "withdrawn_at": now, "sealed_name": None}
    await session.execute(
        update(Officer).where(Officer.id == officer_id).values(**left, version=Officer.version + 1)
    )


async def end_numbers(session: Session, officer_id: UUID, today: date) -> None:
    """Nobody bears these numbers here any more; a later invitation may begin anew."""
    await session.execute(
        update(OfficerNumber)
        .where(OfficerNumber.officer_id == officer_id, OfficerNumber.valid_to.is_(None))
        .values(valid_to=today)
    )


async def delete_numbers_of(session: Session, officer_id: UUID) -> None:
    """Delete every number the officer bore, sealed value and fingerprint."""
    await session.execute(delete(OfficerNumber).where(OfficerNumber.officer_id == officer_id))


async def empty_officer(session: Session, officer_id: UUID, now: datetime) -> None:
    """Leave the random id, the institution and the day of erasure."""
    emptied = {
        "cohort_id": None,
        "category": "",
        "principal": None,
        "sealed_name": None,
        "state": OfficerState.WITHDRAWN,
        "created_at": now,
        "enrolled_at": None,
        "withdrawn_at": now,
    }
    await session.execute(update(Officer).where(Officer.id == officer_id).values(emptied))


async def delete_officer(session: Session, officer_id: UUID) -> None:
    """Delete the row itself."""
    await session.execute(delete(Officer).where(Officer.id == officer_id))

"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer, OfficerNumber
from shared.database import Session


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
    """An officer, provided he or she belongs to one of the institutions."""
    statement = select(Officer).where(
        Officer.id == officer_id, Officer.institution.in_(institutions)
    )
    return await session.scalar(statement)


async def page_of_officers(
    session: Session,
    institutions: Collection[str],
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Officer]:
    """Officers of the institutions in the order they came."""
    statement = select(Officer).where(Officer.institution.in_(institutions))
    if after is not None:
        statement = statement.where(tuple_(Officer.created_at, Officer.id) > after)
    statement = statement.order_by(Officer.created_at, Officer.id).limit(limit)
    return (await session.scalars(statement)).all()


async def bearer_of(session: Session, fingerprint: bytes) -> Officer | None:
    """Whose number it is now; the row is locked until the transaction ends."""
    statement = (
        select(Officer)
        .join(OfficerNumber, OfficerNumber.officer_id == Officer.id)
        .where(OfficerNumber.fingerprint == fingerprint, OfficerNumber.valid_to.is_(None))
        .with_for_update(of=Officer)
    )
    return await session.scalar(statement)


async def keep_officer(session: Session, officer: Officer) -> None:
    """Insert or change, at once."""
    session.add(officer)
    await session.flush()


async def keep_number(session: Session, number: OfficerNumber) -> bool:
    """Insert it unless somebody else bears the number now; whether it was inserted."""
    columns = ("id", "officer_id", "institution", "kind", "sealed", "fingerprint", "valid_from")
    statement = (
        upsert(OfficerNumber)
        .values({column: getattr(number, column) for column in columns})
        .on_conflict_do_nothing(
            index_elements=[OfficerNumber.fingerprint],
            index_where=OfficerNumber.valid_to.is_(None),
        )
        .returning(OfficerNumber.id)
    )
    return await session.scalar(statement) is not None


async def withdraw_officer(session: Session, officer_id: UUID, now: datetime) -> None:
    """The person left the programme."""
    left = {"state": OfficerState.WITHDRAWN, "withdrawn_at": now}
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

"""Every SQL statement of this feature."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.people.invitations.tables import Invitation
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer, OfficerNumber
from shared.database import Session

_RENEWED = [
    column.name
    for column in Invitation.__table__.columns
    if column.name not in ("institution", "fingerprint")
]


async def take_turn_enrolling(session: Session, principal: str) -> None:
    """One enrolment of a principal at a time."""
    turn = func.pg_advisory_xact_lock(func.hashtextextended(principal, 3))
    await session.execute(select(turn))


async def is_enrolled(session: Session, principal: str) -> bool:
    """Whether the principal stands for somebody in the programme."""
    taking_part = exists().where(
        Officer.principal == principal, Officer.state != OfficerState.WITHDRAWN
    )
    return bool(await session.scalar(select(taking_part)))


async def keep_invitations(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """One open invitation a number and institution: whatever stood there gives way.

    Sorted, so that two lists never wait for one another in a circle.
    """
    ordered = sorted(rows, key=lambda row: bytes(row["fingerprint"]))
    statement = upsert(Invitation)
    statement = statement.on_conflict_do_update(
        index_elements=[Invitation.institution, Invitation.fingerprint],
        set_={name: statement.excluded[name] for name in _RENEWED},
    )
    await session.execute(statement, ordered)


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


async def delete_expired_invitations(session: Session, *, today: date) -> int:
    """Leave no trace of who was asked; how many there were."""
    expired = await session.execute(
        delete(Invitation).where(Invitation.expires_on < today).returning(Invitation.id)
    )
    return len(expired.all())


async def delete_invitations_of(session: Session, officer_id: UUID, *, before: datetime) -> None:
    """Delete what was asked under one officer's numbers until a moment."""
    numbers = select(OfficerNumber.fingerprint).where(OfficerNumber.officer_id == officer_id)
    await session.execute(
        delete(Invitation).where(
            Invitation.fingerprint.in_(numbers), Invitation.created_at <= before
        )
    )

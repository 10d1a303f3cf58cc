"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, func, insert, select, update

from registry.people.invitations.tables import Invitation
from registry.people.officers.rules import OfficerState
from registry.people.officers.tables import Officer, OfficerNumber
from shared.database import Session


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


async def enrolled_among(
    session: Session, institution: str, fingerprints: Collection[bytes]
) -> set[bytes]:
    """Which of the numbers belong to active officers of the institution."""
    statement = (
        select(OfficerNumber.fingerprint)
        .join(Officer, Officer.id == OfficerNumber.officer_id)
        .where(
            OfficerNumber.fingerprint.in_(fingerprints),
            OfficerNumber.valid_to.is_(None),
            Officer.institution == institution,
            Officer.state == OfficerState.ACTIVE,
        )
    )
    return {bytes(fingerprint) for fingerprint in await session.scalars(statement)}


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

"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.people.consents.rules import Purpose
from registry.people.consents.tables import Consent, Pledge
from shared.database import Session


async def keep_pledge(session: Session, row: dict[str, Any]) -> None:
    """Insert it, unless this version was accepted before."""
    await session.execute(upsert(Pledge).values(row).on_conflict_do_nothing())


async def keep_consents(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert those that are not live already."""
    await session.execute(upsert(Consent).on_conflict_do_nothing(), list(rows))


async def live_consents(session: Session, officer_id: UUID) -> Sequence[Consent]:
    """What the officer agrees to now, by purpose."""
    statement = (
        select(Consent)
        .where(Consent.officer_id == officer_id, Consent.withdrawn_at.is_(None))
        .order_by(Consent.purpose)
    )
    return (await session.scalars(statement)).all()


async def end_consents(
    session: Session, officer_id: UUID, purposes: Collection[Purpose], now: datetime
) -> Sequence[Purpose]:
    """Withdraw the live consents among the purposes; which those were."""
    statement = (
        update(Consent)
        .where(
            Consent.officer_id == officer_id,
            Consent.purpose.in_(purposes),
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
        .returning(Consent.purpose)
    )
    return [Purpose(word) for word in sorted(await session.scalars(statement))]


async def delete_consents_of(session: Session, officer_id: UUID) -> None:
    """Delete what one officer agreed to and pledged."""
    await session.execute(delete(Consent).where(Consent.officer_id == officer_id))
    await session.execute(delete(Pledge).where(Pledge.officer_id == officer_id))

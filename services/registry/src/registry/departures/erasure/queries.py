"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, literal, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from registry.departures.erasure.rules import PEERS
from registry.departures.erasure.tables import Erasure, ErasureReceipt
from registry.people.officers.tables import Officer
from shared.database import Session

Told = Row[Erasure, dict[str, str] | None]
"""An erasure, and when each peer's receipt came."""


async def schedule(session: Session, row: dict[str, Any]) -> None:
    """Insert it; one that stands already is only brought forward."""
    new = upsert(Erasure).values(row)
    sooner = {
        "due_at": func.least(Erasure.due_at, new.excluded.due_at),
        "cause": new.excluded.cause,
    }
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[Erasure.officer_id],
            set_=sooner,
            where=Erasure.erased_at.is_(None) & (new.excluded.due_at < Erasure.due_at),
        )
    )


async def officers_behind(session: Session, principal: str) -> Sequence[UUID]:
    """Everybody the principal stands for or stood for, the newest first."""
    statement = select(Officer.id).where(Officer.principal == principal)
    return (await session.scalars(statement.order_by(Officer.created_at.desc()))).all()


async def principal_of(session: Session, officer_id: UUID) -> str | None:
    """Whose token stands for the officer."""
    return await session.scalar(select(Officer.principal).where(Officer.id == officer_id))


async def accounts_of(session: Session, officer_id: UUID) -> Sequence[UUID]:
    """The officer's accounts, let go or not."""
    statement = select(Account.id).where(Account.officer_id == officer_id).order_by(Account.id)
    return (await session.scalars(statement)).all()


async def badges_of(session: Session, officer_id: UUID) -> Sequence[UUID]:
    """The officer's badges, in force or not."""
    statement = select(Badge.id).where(Badge.officer_id == officer_id).order_by(Badge.id)
    return (await session.scalars(statement)).all()


async def claim_due(session: Session, now: datetime) -> Erasure | None:
    """The next erasure that is due and nobody else runs, held for this transaction."""
    statement = (
        select(Erasure)
        .where(Erasure.erased_at.is_(None), Erasure.due_at <= now)
        .order_by(Erasure.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return await session.scalar(statement)


async def not_erased(session: Session, officer_ids: Collection[UUID]) -> Sequence[UUID]:
    """Those of them who stand here, in order, and of whom no erasure is done."""
    done = select(Erasure.officer_id).where(Erasure.erased_at.is_not(None))
    statement = select(Officer.id).where(
        Officer.id == func.any(list(officer_ids)), Officer.id.not_in(done)
    )
    return (await session.scalars(statement.order_by(Officer.id))).all()


async def erased(session: Session) -> Sequence[UUID]:
    """The officers of every erasure that is done, in the order it was."""
    statement = select(Erasure.officer_id).where(Erasure.erased_at.is_not(None))
    return (await session.scalars(statement.order_by(Erasure.erased_at, Erasure.id))).all()


async def mark_erased(session: Session, erasure_id: UUID, now: datetime) -> None:
    """The registry's own part is done."""
    await session.execute(update(Erasure).where(Erasure.id == erasure_id).values(erased_at=now))


async def keep_receipt(session: Session, officer_id: UUID, peer: str, now: datetime) -> None:
    """Note that a peer has erased its part; the first receipt counts."""
    known = select(Erasure.id, literal(peer), literal(now, Erasure.due_at.type)).where(
        Erasure.officer_id == officer_id
    )
    columns = ["erasure_id", "peer", "received_at"]
    await session.execute(
        upsert(ErasureReceipt).from_select(columns, known).on_conflict_do_nothing()
    )


def _told(*conditions: ColumnElement[bool]) -> Select[Erasure, dict[str, str] | None]:
    receipts = (
        select(func.jsonb_object_agg(ErasureReceipt.peer, ErasureReceipt.received_at))
        .where(ErasureReceipt.erasure_id == Erasure.id)
        .scalar_subquery()
    )
    return select(Erasure, receipts).where(*conditions)


async def erasures_of(session: Session, officer_ids: Collection[UUID]) -> Sequence[Told]:
    """The erasures of these officers, the newest first."""
    statement = _told(Erasure.officer_id.in_(officer_ids)).order_by(Erasure.requested_at.desc())
    return (await session.execute(statement)).all()


async def erasure_with(session: Session, receipt_hash: bytes) -> Told | None:
    """The erasure with this receipt."""
    statement = _told(Erasure.receipt_hash == receipt_hash)
    return (await session.execute(statement)).one_or_none()


async def page_of_erasures(
    session: Session, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Told]:
    """Erasures in the order they were asked for."""
    conditions = [] if after is None else [tuple_(Erasure.requested_at, Erasure.id) > after]
    statement = _told(*conditions).order_by(Erasure.requested_at, Erasure.id).limit(limit)
    return (await session.execute(statement)).all()


async def oldest_unfinished(session: Session) -> tuple[int, float]:
    """How many erasures are due and not done everywhere, and the seconds since the oldest was."""
    received = (
        select(func.count())
        .where(ErasureReceipt.erasure_id == Erasure.id, ErasureReceipt.peer.in_(PEERS))
        .scalar_subquery()
    )
    overdue = func.extract("epoch", func.now() - func.min(Erasure.due_at))
    statement = select(func.count(), func.coalesce(overdue, 0)).where(
        Erasure.due_at <= func.now(),
        or_(Erasure.erased_at.is_(None), received < len(PEERS)),
    )
    count, seconds = (await session.execute(statement)).one()
    return int(count), float(seconds)

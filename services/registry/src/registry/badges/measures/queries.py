"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, case, exists, literal, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute

from registry.badges.badge.tables import Badge
from registry.badges.cases.rules import Concerned
from registry.badges.measures.rules import IN_EFFECT, LIFT_WAITS, SuspensionState
from registry.badges.measures.tables import BadgeMeasure
from registry.people.officers.tables import Officer
from shared.database import Session

_WAITS_UNTIL = case(
    (BadgeMeasure.state == SuspensionState.LIFTING, BadgeMeasure.lift_wished_at + LIFT_WAITS),
    else_=BadgeMeasure.lapses_at,
)
"""As ``BadgeMeasure.waits_until``."""


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


async def suspension(
    session: Session, suspension_id: UUID, *, held: bool = False
) -> tuple[BadgeMeasure, Concerned] | None:
    """A suspension by its id, and whom the badge concerns; ``held`` for a change."""
    statement = (
        select(BadgeMeasure, Badge.institution, Badge.officer_id, Officer.principal)
        .join(Badge, Badge.id == BadgeMeasure.badge_id)
        .join(Officer, Officer.id == Badge.officer_id)
        .where(BadgeMeasure.id == suspension_id, BadgeMeasure.state.is_not(None))
    )
    if held:
        statement = statement.with_for_update(of=BadgeMeasure)
    row = (await session.execute(statement)).one_or_none()
    return (row[0], Concerned(*row[1:])) if row else None


async def suspension_in_effect(session: Session, badge_id: UUID) -> BadgeMeasure | None:
    """The suspension a badge is under now, held for this transaction."""
    statement = select(BadgeMeasure).where(
        BadgeMeasure.badge_id == badge_id, BadgeMeasure.state.in_(IN_EFFECT)
    )
    return await session.scalar(statement.with_for_update())


async def waiting_elsewhere(
    session: Session,
    now: datetime,
    *,
    institutions: Collection[str],
    principal: str,
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[BadgeMeasure]:
    """Suspensions this reviewer may confirm or agree to end, what waits shortest at the top."""
    statement = select(BadgeMeasure).where(
        or_(
            and_(
                BadgeMeasure.state == SuspensionState.PROVISIONAL,
                BadgeMeasure.decided_by != principal,
                ~_spoke_for(BadgeMeasure.decided_from, institutions),
            ),
            and_(
                BadgeMeasure.state == SuspensionState.LIFTING,
                BadgeMeasure.lift_wished_by != principal,
                ~_spoke_for(BadgeMeasure.lift_wished_from, institutions),
            ),
        ),
        now < _WAITS_UNTIL,
        BadgeMeasure.institution.not_in(institutions),
    )
    if after is not None:
        statement = statement.where(tuple_(_WAITS_UNTIL, BadgeMeasure.id) > after)
    statement = statement.order_by(_WAITS_UNTIL, BadgeMeasure.id).limit(limit)
    return (await session.scalars(statement)).all()


async def cases_in_effect(session: Session) -> Sequence[str]:
    """What the suspensions rest on that badges are under now."""
    statement = select(BadgeMeasure.case).where(BadgeMeasure.state.in_(IN_EFFECT))
    return (await session.scalars(statement.distinct())).all()


async def overdue(session: Session, now: datetime, *, limit: int) -> list[tuple[UUID, UUID]]:
    """Suspensions nobody confirmed in time, and the badges they paused."""
    statement = (
        select(BadgeMeasure.id, BadgeMeasure.badge_id)
        .where(
            BadgeMeasure.state == SuspensionState.PROVISIONAL,
            BadgeMeasure.lapses_at <= now,
        )
        .order_by(BadgeMeasure.lapses_at)
        .limit(limit)
    )
    return [(id, badge_id) for id, badge_id in await session.execute(statement)]


async def paused_in_vain(
    session: Session, officer_id: UUID, *, principal: str, institutions: Collection[str]
) -> bool:
    """Whether a pause of this holder by this person or institution lapsed before."""
    lapsed = exists().where(
        Badge.officer_id == officer_id,
        BadgeMeasure.badge_id == Badge.id,
        BadgeMeasure.state == SuspensionState.LAPSED,
        or_(
            BadgeMeasure.decided_by == principal,
            _spoke_for(BadgeMeasure.decided_from, institutions),
        ),
    )
    return bool(await session.scalar(select(lapsed)))


async def keep_measure(session: Session, measure: BadgeMeasure) -> None:
    """Insert or change, at once."""
    session.add(measure)
    await session.flush()


def _spoke_for(
    column: InstrumentedAttribute[list[str]] | InstrumentedAttribute[list[str] | None],
    institutions: Collection[str],
) -> ColumnElement[bool]:
    """Whether whoever decided spoke for one of these."""
    theirs = literal(sorted(institutions), ARRAY(Text))
    return column.op("&&", is_comparison=True)(theirs)

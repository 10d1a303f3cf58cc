"""Every SQL statement of this feature."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.tables import Account
from registry.badges.badge.rules import (
    LIVE,
    AccountFacts,
    BadgeFacts,
    BadgeState,
    EndReason,
    PublicBadge,
)
from registry.badges.badge.tables import AccountEligibility, Badge
from registry.people.institutions.tables import Institution, InstitutionCode
from registry.people.officers.tables import Officer
from shared.database import Session

_FACTS = (Badge.id, Badge.account_id, Badge.platform, Badge.handle, Badge.institution)
"""What an event tells of a badge."""


async def take_turn(session: Session, officer_ids: Collection[UUID]) -> None:
    """One decision at a time on an officer's badges; the next waits for this transaction's end."""
    statement = (
        select(Officer.id)
        .where(Officer.id.in_(officer_ids))
        .order_by(Officer.id)
        .with_for_update(key_share=True)
    )
    await session.execute(statement)


async def accounts_of(session: Session, officer_ids: Collection[UUID]) -> list[AccountFacts]:
    """The officers' accounts with all that a badge asks of an account, in one statement."""
    earlier, theirs = aliased(Badge), aliased(Badge)
    live = exists().where(Badge.account_id == Account.id, Badge.state.in_(LIVE))
    given_back = exists().where(
        earlier.account_id == Account.id,
        earlier.end_reason == EndReason.RETURNED_BY_HOLDER,
    )
    under_measure = exists().where(
        theirs.officer_id == Account.officer_id,
        or_(theirs.suspended_at.is_not(None), theirs.state == BadgeState.REVOKED),
    )
    statement = (
        select(
            Account.id,
            Account.officer_id,
            Account.institution,
            Account.platform,
            Account.handle,
            Account.handle_key,
            (Account.state == AccountState.LINKED).label("linked"),
            AccountEligibility.decision,
            AccountEligibility.valid_until.label("eligible_until"),
            live.label("carries_badge"),
            given_back.label("given_back"),
            under_measure.label("under_measure"),
        )
        .outerjoin(AccountEligibility, AccountEligibility.account_id == Account.id)
        .where(Account.officer_id.in_(officer_ids), Account.state != AccountState.UNLINKED)
    )
    return [AccountFacts(**row) for row in (await session.execute(statement)).mappings()]


async def grant(session: Session, badges: Sequence[Mapping[str, Any]]) -> list[BadgeFacts]:
    """Insert badges, except where the account carries one already; those inserted."""
    statement = upsert(Badge).values(list(badges)).on_conflict_do_nothing().returning(*_FACTS)
    return [BadgeFacts(*row) for row in await session.execute(statement)]


async def badge_to_change(
    session: Session, badge_id: UUID, *, holder: UUID | None = None
) -> Badge | None:
    """The badge, held for this transaction; with ``holder`` only if it is that officer's."""
    statement = select(Badge).where(Badge.id == badge_id)
    if holder is not None:
        statement = statement.where(Badge.officer_id == holder)
    return await session.scalar(statement.with_for_update(key_share=True))


async def badges_of(session: Session, officer_id: UUID) -> Sequence[Badge]:
    """The officer's badges, the newest first."""
    statement = (
        select(Badge).where(Badge.officer_id == officer_id).order_by(Badge.valid_from.desc())
    )
    return (await session.scalars(statement.limit(100))).all()


async def end_badges(
    session: Session,
    state: BadgeState,
    reason: EndReason,
    now: datetime,
    *,
    officer_id: UUID | None = None,
    account_id: UUID | None = None,
    badge_ids: Collection[UUID] | None = None,
) -> list[BadgeFacts]:
    """End the live badges of a person, of an account, or of a list; those ended."""
    chosen = {Badge.officer_id: officer_id, Badge.account_id: account_id}
    where = [column == value for column, value in chosen.items() if value is not None]
    if badge_ids is not None:
        where.append(Badge.id.in_(badge_ids))
    statement = (
        update(Badge)
        .where(Badge.state.in_(LIVE), *where)
        .values(state=state, ended_at=now, end_reason=reason, version=Badge.version + 1)
        .returning(*_FACTS)
    )
    return [BadgeFacts(*row) for row in await session.execute(statement)]


async def lapsed_badges(session: Session, now: datetime, *, limit: int) -> Sequence[UUID]:
    """Live badges past their date that nobody else is ending now."""
    statement = (
        select(Badge.id)
        .where(Badge.state.in_(LIVE), Badge.valid_until <= now)
        .order_by(Badge.valid_until)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return (await session.scalars(statement)).all()


async def badges_due(
    session: Session, until: datetime, *, after: tuple[datetime, UUID] | None, limit: int
) -> list[tuple[datetime, UUID, UUID]]:
    """When, which and whose: active badges that end before ``until``, in that order."""
    statement = select(Badge.valid_until, Badge.id, Badge.officer_id).where(
        Badge.state == BadgeState.ACTIVE, Badge.valid_until <= until
    )
    if after is not None:
        statement = statement.where(tuple_(Badge.valid_until, Badge.id) > after)
    statement = statement.order_by(Badge.valid_until, Badge.id).limit(limit)
    return [(end, id, whose) for end, id, whose in await session.execute(statement)]


async def renew(
    session: Session, account_ids: Collection[UUID], *, due: datetime, life: timedelta
) -> list[BadgeFacts]:
    """Give the accounts' active badges that end before ``due`` a new end; those renewed."""
    statement = (
        update(Badge)
        .where(
            Badge.account_id.in_(account_ids),
            Badge.state == BadgeState.ACTIVE,
            Badge.valid_until <= due,
        )
        .values(valid_until=Badge.valid_until + life, version=Badge.version + 1)
        .returning(*_FACTS)
    )
    return [BadgeFacts(*row) for row in await session.execute(statement)]


async def keep_eligibility(session: Session, row: Mapping[str, Any]) -> bool:
    """Keep a decision unless a later one is known; whether it was kept."""
    new = upsert(AccountEligibility).values(dict(row))
    statement = new.on_conflict_do_update(
        index_elements=[AccountEligibility.account_id],
        set_={column: new.excluded[column] for column in row if column != "account_id"},
        where=AccountEligibility.decided_at < new.excluded.decided_at,
    ).returning(AccountEligibility.account_id)
    return await session.scalar(statement) is not None


async def officer_behind(session: Session, account_id: UUID) -> UUID | None:
    """Whose account it is."""
    statement = select(Account.officer_id).where(Account.id == account_id)
    return await session.scalar(statement)


def _public() -> Select[Any]:
    codes = (
        select(func.jsonb_object_agg(InstitutionCode.system, InstitutionCode.code))
        .where(InstitutionCode.institution == Badge.institution, InstitutionCode.valid_to.is_(None))
        .scalar_subquery()
    )
    return select(
        Badge.id,
        Badge.platform,
        Badge.handle,
        Badge.handle_key,
        Badge.state,
        Badge.valid_from,
        Badge.valid_until,
        Institution.name.label("institution"),
        codes.label("codes"),
    ).join(Institution, Institution.code == Badge.institution)


async def public_badge(session: Session, badge_id: UUID) -> PublicBadge | None:
    """A badge as everybody may know it."""
    row = (await session.execute(_public().where(Badge.id == badge_id))).one_or_none()
    return _public_badge(row) if row else None


async def public_badges(
    session: Session, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], PublicBadge]:
    """What each ``(platform, handle key)`` carries now, else carried last; one statement."""
    place = (Badge.platform, Badge.handle_key)
    statement = (
        _public()
        .where(tuple_(*place).in_(keys))
        .ext(distinct_on(*place))
        .order_by(
            *place,
            (Badge.state == BadgeState.ACTIVE).desc(),
            (Badge.state == BadgeState.SUSPENDED).desc(),
            Badge.valid_from.desc(),
        )
    )
    badges = [_public_badge(row) for row in await session.execute(statement)]
    return {(badge.platform, badge.handle_key): badge for badge in badges}


def _public_badge(row: Row[Any]) -> PublicBadge:
    return PublicBadge(
        id=row.id,
        platform=row.platform,
        handle=row.handle,
        handle_key=row.handle_key,
        state=BadgeState(row.state),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        institution=row.institution,
        codes=row.codes or {},
    )

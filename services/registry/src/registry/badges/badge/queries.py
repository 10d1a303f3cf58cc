"""Every SQL statement of this feature."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Text,
    any_,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import aliased

from registry.accounts.account.rules.addresses import AccountRef
from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.tables import Account
from registry.badges.badge.rules import (
    LIVE,
    AccountFacts,
    BadgeFacts,
    BadgeState,
    EndReason,
    Listed,
    OfOfficer,
    OnAccount,
    PublicBadge,
    Transition,
    Which,
)
from registry.badges.badge.tables import PUBLIC, Badge
from registry.badges.decisions.tables import AccountEligibility
from registry.badges.holds.tables import Hold
from registry.people.consents.tables import Consent, Pledge
from registry.people.institutions.tables import Institution
from registry.people.officers.tables import Officer, OfficerNumber
from registry.people.training.tables import TrainingParticipant
from shared.database import Session

_FACTS = (
    Badge.id,
    Badge.account_id,
    Badge.officer_id,
    Badge.platform,
    Badge.handle,
    Badge.institution,
)
"""What an event tells of a badge, and of whom."""


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
    """The officers' accounts with all that a badge asks of both, in one statement."""
    statement = (
        select(
            Account.id,
            Account.officer_id,
            Account.institution,
            Institution.kind,
            Account.platform,
            Account.handle,
            Account.handle_key,
            (Account.state == AccountState.LINKED).label("linked"),
            AccountEligibility.decision,
            AccountEligibility.valid_until.label("eligible_until"),
            *_asked_of_officers(),
            *_asked_of_badges(),
        )
        .join(Officer, Officer.id == Account.officer_id)
        .join(Institution, Institution.code == Officer.institution)
        .outerjoin(AccountEligibility, AccountEligibility.account_id == Account.id)
        .where(
            Account.officer_id == any_(literal(list(officer_ids), ARRAY(Officer.id.type))),
            Account.state != AccountState.UNLINKED,
        )
    )
    return [AccountFacts(**row) for row in (await session.execute(statement)).mappings()]


def _asked_of_officers() -> Sequence[ColumnElement[Any]]:
    purposes = (
        select(func.coalesce(func.array_agg(Consent.purpose), literal([], ARRAY(Text))))
        .where(Consent.officer_id == Officer.id, Consent.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    trained_until = (
        select(func.max(TrainingParticipant.valid_until))
        .where(TrainingParticipant.officer_id == Officer.id, TrainingParticipant.passed.is_(True))
        .scalar_subquery()
    )
    return (
        Officer.state.label("officer_state"),
        exists().where(Pledge.officer_id == Officer.id).label("pledged"),
        purposes.label("consents"),
        trained_until.label("trained_until"),
    )


def _asked_of_badges() -> Sequence[ColumnElement[Any]]:
    earlier = aliased(Badge)
    live = exists().where(Badge.account_id == Account.id, Badge.state.in_(LIVE))
    given_back = exists().where(
        earlier.account_id == Account.id, earlier.end_reason == EndReason.RETURNED_BY_HOLDER
    )
    theirs = exists().where(
        OfficerNumber.officer_id == Account.officer_id,
        Hold.fingerprint == OfficerNumber.fingerprint,
    )
    under_measure = or_(theirs, exists().where(Hold.fingerprint == Account.number_fingerprint))
    return (
        live.label("carries_badge"),
        given_back.label("given_back"),
        under_measure.label("under_measure"),
    )


async def grant(session: Session, badges: Sequence[Mapping[str, Any]]) -> list[BadgeFacts]:
    """Insert badges, except where the account carries one already; those inserted."""
    statement = upsert(Badge).values(list(badges)).on_conflict_do_nothing().returning(*_FACTS)
    return [BadgeFacts(*row) for row in await session.execute(statement)]


async def holder_of(session: Session, badge_id: UUID) -> UUID | None:
    """Whose badge it is."""
    return await session.scalar(select(Badge.officer_id).where(Badge.id == badge_id))


async def badge_to_change(
    session: Session, badge_id: UUID, *, holder: UUID | None = None
) -> Badge | None:
    """The badge, held for this transaction; with ``holder`` only if it is that officer's."""
    statement = select(Badge).where(Badge.id == badge_id)
    if holder is not None:
        statement = statement.where(Badge.officer_id == holder)
    return await session.scalar(statement.with_for_update(key_share=True))


async def keep_badge(session: Session, badge: Badge) -> None:
    """Insert or change, at once."""
    session.add(badge)
    await session.flush()


async def is_account_of(session: Session, account_id: UUID, officer_id: UUID) -> bool:
    """Whether the account is the officer's, unlinked ones too."""
    theirs = exists().where(Account.id == account_id, Account.officer_id == officer_id)
    return bool(await session.scalar(select(theirs)))


async def badges_of(session: Session, officer_id: UUID) -> Sequence[Badge]:
    """The officer's badges, the newest first."""
    statement = (
        select(Badge).where(Badge.officer_id == officer_id).order_by(Badge.valid_from.desc())
    )
    return (await session.scalars(statement.limit(100))).all()


async def end_badges(
    session: Session, which: Which, ending: Transition, reason: EndReason, now: datetime
) -> list[BadgeFacts]:
    """End those badges that may take this end; those ended."""
    statement = (
        update(Badge)
        .where(_meant(which), Badge.state.in_(ending.before))
        .values(state=ending.after, ended_at=now, end_reason=reason, version=Badge.version + 1)
        .returning(*_FACTS)
    )
    return [BadgeFacts(*row) for row in await session.execute(statement)]


def _meant(which: Which) -> ColumnElement[bool]:
    match which:
        case OfOfficer(officer_id):
            return Badge.officer_id == officer_id
        case OnAccount(account_id):
            return Badge.account_id == account_id
        case Listed(badge_ids):
            return Badge.id.in_(badge_ids)


async def mark_account(
    session: Session, account_id: UUID, state: AccountState
) -> list[tuple[BadgeState, BadgeFacts]]:
    """Note where the account of a live badge stands now; the badge and its own state."""
    live = update(Badge).where(Badge.account_id == account_id, Badge.state.in_(LIVE))
    changed = live.values(account_state=state, version=Badge.version + 1)
    marked = await session.execute(changed.returning(Badge.state, *_FACTS))
    return [(BadgeState(row[0]), BadgeFacts(*row[1:])) for row in marked]


async def succeed(
    session: Session, badge_ids: Collection[UUID], name: AccountRef, now: datetime
) -> list[BadgeFacts]:
    """Grant under a new name what has just ended in force, until the same day; those granted."""
    kept = (Badge.account_id, Badge.officer_id, Badge.institution, Badge.platform)
    said = (Badge.handle, Badge.handle_key, Badge.state, Badge.valid_from, Badge.version)
    told = map(literal, (name.handle, name.key, BadgeState.ACTIVE.value, now, 1))
    ended = Badge.id.in_(badge_ids) & Badge.suspended_at.is_(None) & (Badge.valid_until > now)
    rows = select(func.gen_random_uuid(), *kept, Badge.valid_until, *told).where(ended)
    columns = [column.key for column in (Badge.id, *kept, Badge.valid_until, *said)]
    statement = upsert(Badge).from_select(columns, rows).returning(*_FACTS)
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


async def public_badge(session: Session, badge_id: UUID) -> PublicBadge | None:
    """A badge as everybody may know it."""
    statement = (
        select(*PUBLIC)
        .join(Institution, Institution.code == Badge.institution)
        .where(Badge.id == badge_id)
    )
    row = (await session.execute(statement)).mappings().one_or_none()
    return PublicBadge.of({**row}) if row else None


async def addresses_of(session: Session, officer_id: UUID) -> list[tuple[UUID, str, str]]:
    """Which badge stands for which address, for those that still say it."""
    statement = select(Badge.id, Badge.platform, Badge.handle_key).where(
        Badge.officer_id == officer_id, Badge.handle != ""
    )
    return [(id, platform, key) for id, platform, key in await session.execute(statement)]


async def forget_addresses(session: Session, keys: Mapping[UUID, str]) -> None:
    """Put a fingerprint in the place of each badge's address."""
    for id, key in keys.items():
        await session.execute(update(Badge).where(Badge.id == id).values(handle="", handle_key=key))

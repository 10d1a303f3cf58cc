"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from registry.accounts.account.rules.lifecycle import WATCHED, AccountState
from registry.accounts.account.tables import Account
from registry.accounts.sightings.rules import Known
from registry.accounts.sightings.tables import AccountSighting, PlatformPause
from shared.database import Session


@dataclass(frozen=True, slots=True)
class Turn:
    """An account whose look a worker holds until the lease ends."""

    account_id: UUID
    platform: str
    handle: str
    known: Known
    leased_until: datetime
    told_week: date
    """Monday of the last week verification was told of."""
    other_name: str | None
    """What it may be called by now: told by its holder, or found by an earlier look."""


async def own_accounts(
    session: Session, officer_id: UUID
) -> Sequence[tuple[Account, AccountSighting | None]]:
    """The officer's accounts that are not unlinked, each with what was last seen of it."""
    statement = (
        select(Account, AccountSighting)
        .outerjoin(AccountSighting, AccountSighting.account_id == Account.id)
        .where(Account.officer_id == officer_id, Account.state != AccountState.UNLINKED)
        .order_by(Account.consented_at, Account.id)
    )
    return [(account, seen) for account, seen in await session.execute(statement)]


async def own_account(
    session: Session, account_id: UUID, officer_id: UUID
) -> tuple[Account, AccountSighting | None] | None:
    """An account with what was last seen of it, provided it is the officer's."""
    statement = (
        select(Account, AccountSighting)
        .outerjoin(AccountSighting, AccountSighting.account_id == Account.id)
        .where(Account.id == account_id, Account.officer_id == officer_id)
    )
    row = (await session.execute(statement)).one_or_none()
    return (row[0], row[1]) if row else None


async def watch(
    session: Session, account_id: UUID, *, institution: str, due_at: datetime, told_week: date
) -> None:
    """Look at the account from now on; what an earlier proof found no longer counts."""
    fresh = {
        "due_at": due_at,
        "told_week": told_week,
        "not_before": None,
        "leased_until": None,
        "trouble": None,
        "missing_since": None,
        "renamed_to": None,
        "told_name": None,
    }
    await session.execute(
        upsert(AccountSighting)
        .values(account_id=account_id, institution=institution, **fresh)
        .on_conflict_do_update(index_elements=[AccountSighting.account_id], set_=fresh)
    )


async def institution_of(session: Session, account_id: UUID) -> str:
    """The institution an account's rows are fenced by."""
    statement = select(Account.institution).where(Account.id == account_id)
    return (await session.execute(statement)).scalar_one()


async def watched_named(
    session: Session, platform: str, handle_key: str
) -> Sequence[AccountSighting]:
    """What is watched under that name, held for this transaction."""
    statement = (
        select(AccountSighting)
        .join(Account, Account.id == AccountSighting.account_id)
        .where(
            Account.platform == platform,
            or_(Account.handle_key == handle_key, Account.platform_account_id == handle_key),
            Account.state.in_(WATCHED),
        )
        .order_by(AccountSighting.account_id)
        .with_for_update(of=AccountSighting)
    )
    return (await session.scalars(statement)).all()


async def watched(session: Session, account_id: UUID) -> Sequence[AccountSighting]:
    """What is watched of that account, held for this transaction."""
    statement = (
        select(AccountSighting)
        .join(Account, Account.id == AccountSighting.account_id)
        .where(Account.id == account_id, Account.state.in_(WATCHED))
        .with_for_update(of=AccountSighting)
    )
    return (await session.scalars(statement)).all()


_IN_TURN = (
    AccountSighting.due_at.is_distinct_from(AccountSighting.tipped_at),
    AccountSighting.due_at,
    AccountSighting.account_id,
)
"""Who was named by a tip first, then who is due longest."""


def _unleased(now: datetime) -> ColumnElement[bool]:
    leased_until = AccountSighting.leased_until
    return or_(leased_until.is_(None), leased_until <= now)


def _may_be_taken(now: datetime) -> ColumnElement[bool]:
    sighting = AccountSighting
    resting = exists().where(PlatformPause.platform == Account.platform, PlatformPause.until > now)
    return and_(
        sighting.due_at <= now,
        or_(sighting.not_before.is_(None), sighting.not_before <= now),
        Account.state.in_(WATCHED),
        ~resting,
    )


async def platform_longest_due(session: Session, now: datetime) -> str | None:
    """The platform of the look that is due first and that nobody takes."""
    statement = (
        select(Account.platform)
        .join(AccountSighting, AccountSighting.account_id == Account.id)
        .where(_may_be_taken(now), _unleased(now))
        .order_by(*_IN_TURN)
        .limit(1)
    )
    return await session.scalar(statement)


async def take_turns(
    session: Session, platform: str, now: datetime, *, lease: timedelta, limit: int
) -> Sequence[Turn]:
    """A platform's accounts that are due first and nobody looks at, leased; others pass them by."""
    chosen = (
        select(AccountSighting, Account)
        .join(Account, Account.id == AccountSighting.account_id)
        .where(Account.platform == platform, _may_be_taken(now), _unleased(now))
        .order_by(*_IN_TURN)
        .limit(limit)
        .with_for_update(of=AccountSighting, skip_locked=True)
    )
    rows = (await session.execute(chosen)).all()
    turns = [_leased(sighting, account, now + lease) for sighting, account in rows]
    await session.flush()
    return turns


async def take_turn(
    session: Session, account_id: UUID, now: datetime, *, lease: timedelta
) -> Turn | None:
    """The turn of one watched account, due or not; whoever held it has lost it."""
    chosen = (
        select(AccountSighting, Account)
        .join(Account, Account.id == AccountSighting.account_id)
        .where(Account.id == account_id, Account.state.in_(WATCHED))
        .with_for_update(of=AccountSighting)
    )
    row = (await session.execute(chosen)).one_or_none()
    turn = _leased(row[0], row[1], now + lease) if row else None
    await session.flush()
    return turn


def _leased(sighting: AccountSighting, account: Account, until: datetime) -> Turn:
    sighting.leased_until = until
    return Turn(
        account_id=account.id,
        platform=account.platform,
        handle=account.handle,
        known=known(account),
        leased_until=until,
        told_week=sighting.told_week,
        other_name=sighting.told_name or sighting.renamed_to,
    )


async def rests_until(session: Session, account_id: UUID, now: datetime) -> datetime | None:
    """Until when the platform of an account is left alone, if it is."""
    statement = (
        select(PlatformPause.until)
        .join(Account, Account.platform == PlatformPause.platform)
        .where(Account.id == account_id, PlatformPause.until > now)
    )
    return (await session.execute(statement)).scalar_one_or_none()


def known(account: Account) -> Known:
    """What was proven of a watched account: it has its number."""
    return Known(str(account.platform_account_id), account.handle_key)


async def others_look(session: Session, now: datetime) -> bool:
    """Whether other workers hold looks that are due, and may yet leave them."""
    statement = (
        select(AccountSighting.account_id)
        .join(Account, Account.id == AccountSighting.account_id)
        .where(_may_be_taken(now), AccountSighting.leased_until > now)
        .limit(1)
    )
    return await session.scalar(statement) is not None


async def held(session: Session, turn: Turn) -> AccountSighting | None:
    """The row of a turn for this transaction; nothing when the lease went to another worker."""
    statement = select(AccountSighting).where(
        AccountSighting.account_id == turn.account_id,
        AccountSighting.leased_until == turn.leased_until,
    )
    return await session.scalar(statement.with_for_update())


async def watched_account(session: Session, account_id: UUID) -> Account | None:
    """The account, held for this transaction, while it is watched."""
    statement = select(Account).where(Account.id == account_id, Account.state.in_(WATCHED))
    return await session.scalar(statement.with_for_update(key_share=True))


async def note_change(session: Session, account_id: UUID, now: datetime, *, again: bool) -> None:
    """The account stands otherwise than before, and is looked at again at once if so wished."""
    due_at = func.least(AccountSighting.due_at, now) if again else AccountSighting.due_at
    await session.execute(
        update(AccountSighting)
        .where(AccountSighting.account_id == account_id)
        .values(changed_at=now, due_at=due_at)
    )


async def keep(session: Session, sighting: AccountSighting) -> None:
    """Write what was changed, and give the lease back."""
    sighting.leased_until = None
    await session.flush()


async def pause_platform(session: Session, platform: str, until: datetime) -> None:
    """Ask it nothing before then."""
    new = upsert(PlatformPause).values(platform=platform, until=until)
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[PlatformPause.platform],
            set_={"until": func.greatest(PlatformPause.until, new.excluded.until)},
        )
    )


async def found_since(session: Session, platform: str, since: datetime) -> bool:
    """Whether the platform has shown any account of ours since then."""
    shown = exists().where(
        AccountSighting.account_id == Account.id,
        Account.platform == platform,
        AccountSighting.seen_at >= since,
    )
    return bool(await session.scalar(select(shown)))


async def forget(session: Session, account_ids: Collection[UUID]) -> None:
    """Delete what was seen of these accounts."""
    await session.execute(
        delete(AccountSighting).where(AccountSighting.account_id.in_(account_ids))
    )


async def forget_unlinked(session: Session) -> None:
    """Nothing is kept of the looks at accounts that were let go."""
    gone = select(Account.id).where(Account.state == AccountState.UNLINKED)
    await session.execute(delete(AccountSighting).where(AccountSighting.account_id.in_(gone)))


async def lag_seconds(session: Session) -> float:
    """Age of the oldest look that is due and was not taken."""
    statement = (
        select(
            func.coalesce(func.extract("epoch", func.now() - func.min(AccountSighting.due_at)), 0)
        )
        .join(Account, Account.id == AccountSighting.account_id)
        .where(Account.state.in_(WATCHED))
    )
    return max(float(await session.scalar(statement) or 0), 0.0)

"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from registry.accounts.account.rules.addresses import AccountRef
from registry.accounts.account.rules.challenges import TRIES
from registry.accounts.account.rules.lifecycle import EARLIER_TOLD, PROVEN, AccountState
from registry.accounts.account.tables import NOT_UNLINKED, Account, ControlChallenge
from shared.database import Session, past_the_fence


async def accounts_of(session: Session, officer_id: UUID) -> Sequence[Account]:
    """The officer's accounts that are not unlinked, in the order they were registered."""
    statement = (
        select(Account)
        .where(Account.officer_id == officer_id, Account.state != AccountState.UNLINKED)
        .order_by(Account.consented_at, Account.id)
    )
    return (await session.scalars(statement)).all()


async def account_of(session: Session, account_id: UUID, officer_id: UUID) -> Account | None:
    """An account, provided it is the officer's."""
    statement = select(Account).where(Account.id == account_id, Account.officer_id == officer_id)
    return await session.scalar(statement)


async def is_linked_to_another(
    session: Session, platform: str, handle_key: str, officer_id: UUID
) -> bool:
    """Whether somebody else holds the account; asked past the fence, answered without a name."""
    held = exists().where(
        Account.state == AccountState.LINKED,
        Account.platform == platform,
        Account.handle_key == handle_key,
        Account.officer_id != officer_id,
    )
    async with past_the_fence(session):
        return bool(await session.scalar(select(held)))


async def keep_account(session: Session, account: Account) -> bool:
    """Insert it, unless the officer has an account on the platform; whether it was inserted."""
    columns = (column.name for column in Account.__table__.columns)
    statement = (
        upsert(Account)
        .values({column: getattr(account, column) for column in columns})
        .on_conflict_do_nothing(
            index_elements=[Account.officer_id, Account.platform],
            index_where=NOT_UNLINKED,
        )
        .returning(Account.id)
    )
    return await session.scalar(statement) is not None


async def mark_challenged(session: Session, account_id: UUID) -> None:
    """A code was given out."""
    await session.execute(
        update(Account)
        .where(Account.id == account_id, Account.state == AccountState.CLAIMED)
        .values(state=AccountState.CHALLENGED, version=Account.version + 1)
    )


async def keep_challenge(session: Session, challenge: ControlChallenge) -> None:
    """Insert it in place of the account's earlier one, whose code no longer counts."""
    facts = {
        "institution": challenge.institution,
        "code_hash": challenge.code_hash,
        "expires_at": challenge.expires_at,
        "tries": 0,
    }
    await session.execute(
        upsert(ControlChallenge)
        .values(account_id=challenge.account_id, **facts)
        .on_conflict_do_update(index_elements=[ControlChallenge.account_id], set_=facts)
    )


async def challenge_of(session: Session, account_id: UUID) -> ControlChallenge | None:
    """The account's challenge, lapsed or not."""
    return await session.get(ControlChallenge, account_id)


async def burn_try(session: Session, account_id: UUID, code_hash: bytes) -> int:
    """Count a profile that did not show this code; the tries that are left."""
    statement = (
        update(ControlChallenge)
        .where(ControlChallenge.account_id == account_id, ControlChallenge.code_hash == code_hash)
        .values(tries=ControlChallenge.tries + 1)
        .returning(ControlChallenge.tries)
    )
    return max(TRIES - (await session.scalar(statement) or TRIES), 0)


async def use_up_challenge(
    session: Session, account_id: UUID, code_hash: bytes, now: datetime
) -> bool:
    """Take the challenge away, if it still is this one and open: it serves once."""
    statement = (
        delete(ControlChallenge)
        .where(
            ControlChallenge.account_id == account_id,
            ControlChallenge.code_hash == code_hash,
            ControlChallenge.tries < TRIES,
            ControlChallenge.expires_at > now,
        )
        .returning(ControlChallenge.account_id)
    )
    return await session.scalar(statement) is not None


async def link(
    session: Session,
    account: Account,
    *,
    number: str,
    fingerprint: bytes,
    now: datetime,
) -> bool:
    """Link the account; ``False`` when its name or number is linked to another."""
    statement = (
        update(Account)
        .where(Account.id == account.id)
        .values(
            state=AccountState.LINKED,
            platform_account_id=number,
            number_fingerprint=fingerprint,
            linked_at=now,
            version=Account.version + 1,
        )
    )
    try:
        async with session.begin_nested():
            await session.execute(statement)
    except IntegrityError:
        return False
    await session.refresh(account)
    return True


async def others_named(session: Session, account: Account, number: str | None) -> Sequence[Account]:
    """Accounts that stand under that name and are others of the platform; held."""
    statement = select(Account).where(
        Account.state.in_(PROVEN),
        Account.state != AccountState.RENAMED,
        Account.platform == account.platform,
        Account.handle_key == account.handle_key,
        Account.platform_account_id != number,
        Account.id != account.id,
    )
    return (await session.scalars(statement.with_for_update())).all()


async def keep_state(session: Session, account_id: UUID, state: AccountState) -> bool:
    """Where an account stands after a look; ``False`` when another officer has proven it since."""
    statement = (
        update(Account)
        .where(Account.id == account_id)
        .values(state=state, version=Account.version + 1)
    )
    try:
        async with session.begin_nested():
            await session.execute(statement)
    except IntegrityError:
        return False
    return True


async def rename(session: Session, account_id: UUID, reference: AccountRef) -> Account | None:
    """Give the account its new name; nothing when another linked account has that name."""
    statement = (
        update(Account)
        .where(Account.id == account_id, Account.state == AccountState.RENAMED)
        .values(
            state=AccountState.LINKED,
            handle=reference.handle,
            handle_key=reference.key,
            url=reference.url,
            version=Account.version + 1,
        )
        .returning(Account)
    )
    try:
        async with session.begin_nested():
            return await session.scalar(statement)
    except IntegrityError:
        return None


async def earlier_accounts(session: Session, account: Account) -> list[UUID]:
    """The latest registrations of the same account, whoever's, oldest first; past the fence."""
    statement = (
        select(Account.id)
        .where(
            Account.number_fingerprint == account.number_fingerprint,
            Account.id != account.id,
        )
        .order_by(Account.linked_at.desc().nulls_last(), Account.id.desc())
        .limit(EARLIER_TOLD)
    )
    async with past_the_fence(session):
        return [*reversed((await session.scalars(statement)).all())]


async def unlink(session: Session, account_ids: Collection[UUID], now: datetime) -> Sequence[UUID]:
    """Let go of accounts; their ids, unless they were unlinked already."""
    statement = (
        update(Account)
        .where(Account.id.in_(account_ids), Account.state != AccountState.UNLINKED)
        .values(state=AccountState.UNLINKED, unlinked_at=now, version=Account.version + 1)
        .returning(Account.id)
    )
    return (await session.scalars(statement)).all()


async def drop_challenges(session: Session, account_ids: Collection[UUID]) -> None:
    """Nothing is to be proven any more."""
    statement = delete(ControlChallenge).where(ControlChallenge.account_id.in_(account_ids))
    await session.execute(statement)


async def drop_lapsed_challenges(session: Session, before: datetime) -> None:
    """Forget challenges nobody can answer any more."""
    await session.execute(delete(ControlChallenge).where(ControlChallenge.expires_at < before))


async def every_account_of(session: Session, officer_id: UUID) -> Sequence[UUID]:
    """The officer's accounts, unlinked ones too."""
    statement = select(Account.id).where(Account.officer_id == officer_id)
    return (await session.scalars(statement)).all()


async def delete_unproven(session: Session, officer_id: UUID) -> None:
    """Claims that never became anything leave nothing."""
    await session.execute(
        delete(Account).where(
            Account.officer_id == officer_id, Account.number_fingerprint.is_(None)
        )
    )


async def empty_accounts(session: Session, officer_id: UUID, now: datetime) -> bool:
    """Leave only platform and fingerprint, by which a measure knows the account; whether any."""
    emptied = {
        "handle": "",
        "handle_key": "",
        "url": "",
        "platform_account_id": None,
        "consented_at": now,
        "linked_at": None,
        "unlinked_at": now,
    }
    statement = update(Account).where(Account.officer_id == officer_id).values(emptied)
    return (await session.scalar(statement.returning(Account.id))) is not None

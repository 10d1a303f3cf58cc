"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from shared.database import Session
from verification.accounts.tables import Account, Officer


async def doubt_all(session: Session) -> None:
    """Let every row give way to whatever is told from now on."""
    await session.execute(update(Officer).values(position=0, stopped=0))
    await session.execute(update(Account).values(position=0))


async def empty_doubtful(session: Session) -> None:
    """Empty what nothing has been told of since; what was observed and judged still needs the row.

    An officer of whom only the end was told has the position 0 too, and is empty already.
    """
    nobody = update(Officer).where(Officer.position == 0).values(principal=None, institution=None)
    await session.execute(nobody)
    unlinked = update(Account).where(Account.position == 0).values(linked=False, url=None)
    await session.execute(unlinked)


async def keep_officer(
    session: Session, officer_id: UUID, *, institution: str, principal: str, position: int
) -> None:
    """Remember an officer, unless something newer is known."""
    new = insert(Officer).values(
        id=officer_id, institution=institution, principal=principal, position=position, stopped=0
    )
    changed = {
        "institution": new.excluded.institution,
        "principal": new.excluded.principal,
        "position": new.excluded.position,
    }
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[Officer.id],
            set_=changed,
            where=Officer.position < new.excluded.position,
        )
    )


async def stop_officer(session: Session, officer_id: UUID, *, position: int) -> None:
    """Remember from where on an officer's earlier accounts are not analysed."""
    new = insert(Officer).values(id=officer_id, position=0, stopped=position)
    newest = func.greatest(Officer.stopped, new.excluded.stopped)
    await session.execute(
        new.on_conflict_do_update(index_elements=[Officer.id], set_={"stopped": newest})
    )


async def forget_officer(session: Session, officer_id: UUID) -> None:
    """Forget who an officer is, keeping the row that tells late events so."""
    await session.execute(
        update(Officer).where(Officer.id == officer_id).values(principal=None, institution=None)
    )


async def unlink_accounts_of(session: Session, officer_id: UUID, *, position: int) -> None:
    """End the observation of all accounts an officer linked before ``position``."""
    await session.execute(
        update(Account)
        .where(Account.officer_id == officer_id, Account.position < position)
        .values(linked=False, url=None, position=position)
    )


async def keep_account(
    session: Session,
    account_id: UUID,
    *,
    officer_id: UUID,
    institution: str,
    platform: str,
    url: str,
    position: int,
) -> None:
    """Remember a linked account, unless something newer is known of it or of its officer."""
    stopped = select(Officer.stopped).where(Officer.id == officer_id).scalar_subquery()
    new = insert(Account).values(
        id=account_id,
        officer_id=officer_id,
        institution=institution,
        platform=platform,
        url=url,
        linked=literal(position) > func.coalesce(stopped, 0),
        position=position,
    )
    names = ("officer_id", "institution", "platform", "url", "linked", "position")
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[Account.id],
            set_={name: new.excluded[name] for name in names},
            where=Account.position < new.excluded.position,
        )
    )


async def unlink_account(session: Session, account_id: UUID, *, position: int) -> None:
    """End the observation of one account, also of one never heard of."""
    new = insert(Account).values(id=account_id, linked=False, position=position)
    await session.execute(
        new.on_conflict_do_update(
            index_elements=[Account.id],
            set_={"linked": False, "url": None, "position": new.excluded.position},
            where=Account.position < new.excluded.position,
        )
    )


async def linked_accounts(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Platform of each of these accounts that is linked."""
    statement = select(Account.id, Account.platform).where(
        Account.id == func.any(list(ids)), Account.linked
    )
    return {row.id: row.platform for row in await session.execute(statement)}


async def accounts_of(session: Session, officer_id: UUID) -> Sequence[UUID]:
    """The officer's accounts, linked or not."""
    return (await session.scalars(select(Account.id).where(Account.officer_id == officer_id))).all()


async def principal_of(session: Session, officer_id: UUID) -> str | None:
    """Whose token stands for the officer, while that is known."""
    return await session.scalar(select(Officer.principal).where(Officer.id == officer_id))


async def delete_holder(session: Session, officer_id: UUID, account_ids: Collection[UUID]) -> None:
    """Delete the officer and the accounts; the registry tells of them no more."""
    await session.execute(delete(Account).where(Account.id == func.any(list(account_ids))))
    await session.execute(delete(Officer).where(Officer.id == officer_id))

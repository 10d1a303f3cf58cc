"""Every SQL statement on the copy. A row gives way only to a newer event."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from content.metadata import Base
from content.recipients.rules import BadgeState
from content.recipients.tables import Account, Badge, Institution, Officer
from shared.database import Session

COPIED: tuple[type[Base], ...] = (Institution, Officer, Account, Badge)


async def doubt_all(session: Session) -> None:
    """Let every row give way to whatever is told from now on."""
    for table in COPIED:
        await session.execute(update(table).values(position=0))


async def drop_doubtful(session: Session) -> None:
    """Delete what nothing has been told of since."""
    for table in COPIED:
        await session.execute(delete(table).where(table.__table__.c.position == 0))


async def _put(session: Session, table: type[Base], **facts: Any) -> None:
    statement = insert(table).values(facts)
    newer = {name: statement.excluded[name] for name in facts}
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=list(table.__mapper__.primary_key),
            set_=newer,
            where=table.__table__.c.position < statement.excluded.position,
        )
    )


async def put_institution(
    session: Session, *, code: str, name: str, kind: str, parent: str | None, position: int
) -> None:
    """Keep an institution as the newest event tells it."""
    await _put(
        session, Institution, code=code, name=name, kind=kind, parent=parent, position=position
    )


async def put_officer(
    session: Session,
    *,
    officer_id: UUID,
    principal: str | None,
    institution: str | None,
    position: int,
) -> None:
    """Keep an officer; somebody who left has neither principal nor institution."""
    await _put(
        session,
        Officer,
        id=officer_id,
        principal=principal,
        institution=institution,
        position=position,
    )


async def put_account(
    session: Session,
    *,
    account_id: UUID,
    officer_id: UUID | None,
    platform: str | None,
    position: int,
) -> None:
    """Keep an account; an unlinked one has neither officer nor platform."""
    await _put(
        session,
        Account,
        id=account_id,
        officer_id=officer_id,
        platform=platform,
        position=position,
    )


async def put_badge(
    session: Session, *, badge_id: UUID, account_id: UUID, state: BadgeState, position: int
) -> None:
    """Keep a badge in the state of its newest event."""
    await _put(session, Badge, id=badge_id, account_id=account_id, state=state, position=position)


async def principal_of(session: Session, officer_id: UUID) -> str | None:
    """Whose token stands for the officer, while that is known."""
    return await session.scalar(select(Officer.principal).where(Officer.id == officer_id))


async def delete_officer(session: Session, officer_id: UUID, account_ids: Collection[UUID]) -> None:
    """Delete the officer, the accounts and their badges; the registry tells of them no more."""
    theirs = Account.id.in_(account_ids) | (Account.officer_id == officer_id)
    accounts = select(Account.id).where(theirs)
    on_them = Badge.account_id.in_(account_ids) | Badge.account_id.in_(accounts)
    await session.execute(delete(Badge).where(on_them))
    await session.execute(delete(Account).where(theirs))
    await session.execute(delete(Officer).where(Officer.id == officer_id))

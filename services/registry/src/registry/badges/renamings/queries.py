"""Every SQL statement of this feature: it reads accounts and what was last seen of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_

from registry.accounts.account.rules.lifecycle import AccountState
from registry.accounts.account.tables import Account
from registry.accounts.sightings.tables import AccountSighting
from registry.people.officers.tables import Officer
from shared.database import Session


@dataclass(frozen=True, slots=True)
class Renaming:
    """An account under a new name that nobody has looked at yet."""

    account_id: UUID
    institution: str
    officer_id: UUID
    holder: str | None
    platform: str
    handle: str
    new_handle: str
    noticed_at: datetime


def _waiting() -> Select[*tuple[Any, ...]]:
    sighting = AccountSighting
    return (
        select(
            Account.id,
            Account.institution,
            Account.officer_id,
            Officer.principal,
            Account.platform,
            Account.handle,
            sighting.renamed_to,
            sighting.changed_at,
        )
        .join(Officer, Officer.id == Account.officer_id)
        .join(sighting, sighting.account_id == Account.id)
        .where(
            Account.state == AccountState.RENAMED,
            sighting.renamed_to.is_not(None),
            sighting.changed_at.is_not(None),
        )
    )


async def waiting_elsewhere(
    session: Session,
    *,
    but_not_of: Collection[str],
    after: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Renaming]:
    """What waits in other institutions, longest first."""
    statement = _waiting().where(Account.institution.not_in(but_not_of))
    place = (AccountSighting.changed_at, Account.id)
    if after is not None:
        statement = statement.where(tuple_(*place) > after)
    rows = await session.execute(statement.order_by(*place).limit(limit))
    return [Renaming(*row) for row in rows]


async def waiting(session: Session, account_id: UUID) -> Renaming | None:
    """One that waits; its account is held for this transaction."""
    statement = _waiting().where(Account.id == account_id).with_for_update(of=Account)
    row = (await session.execute(statement)).one_or_none()
    return Renaming(*row) if row else None


async def oldest_seconds(session: Session) -> float:
    """Age of the renaming that waits longest."""
    oldest = select(func.min(AccountSighting.changed_at)).join(
        Account, Account.id == AccountSighting.account_id
    )
    age = func.extract(
        "epoch",
        func.now() - oldest.where(Account.state == AccountState.RENAMED).scalar_subquery(),
    )
    return float(await session.scalar(select(func.coalesce(age, 0))) or 0)

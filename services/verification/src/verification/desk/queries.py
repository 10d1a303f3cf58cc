"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, literal, select

from shared.database import Session
from verification.accounts.tables import Account
from verification.eligibility.tables import Assessment


@dataclass(frozen=True, slots=True)
class AccountOnDesk:
    """A linked account with its latest decision, if there is one."""

    id: UUID
    platform: str
    institution: str
    decision: str | None
    week: date | None
    decided_at: datetime | None


async def drawn_accounts(
    session: Session, *, but_not_of: Collection[str], after: UUID | None, limit: int
) -> Sequence[AccountOnDesk]:
    """Those of other institutions that chance chose in the newest run it chose any."""
    newest = (
        select(Assessment.run_id)
        .where(Assessment.drawn)
        .order_by(Assessment.week.desc(), Assessment.decided_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        select(
            Account.id,
            Account.platform,
            Account.institution,
            Assessment.decision,
            Assessment.week,
            Assessment.decided_at,
        )
        .join(Assessment, Assessment.account_id == Account.id)
        .where(Assessment.drawn, Assessment.run_id == newest)
        .where(Account.linked, Account.institution.not_in(but_not_of))
        .order_by(Account.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(Account.id > after)
    rows: list[Any] = list(await session.execute(statement))
    return [AccountOnDesk(*row) for row in rows]


async def accounts_with_decision(
    session: Session, *, but_not_of: Collection[str], after: UUID | None, limit: int
) -> Sequence[AccountOnDesk]:
    """Linked accounts of other institutions, by id."""
    latest = (
        select(Assessment.decision, Assessment.week, Assessment.decided_at)
        .where(Assessment.account_id == Account.id, Assessment.decided_at.is_not(None))
        .order_by(Assessment.week.desc(), Assessment.decided_at.desc())
        .limit(1)
        .lateral()
    )
    wanted = and_(Account.linked, Account.institution.not_in(but_not_of))
    if after is not None:
        wanted = and_(wanted, Account.id > after)
    statement = (
        select(
            Account.id,
            Account.platform,
            Account.institution,
            latest.c.decision,
            latest.c.week,
            latest.c.decided_at,
        )
        .outerjoin(latest, literal(True))
        .where(wanted)
        .order_by(Account.id)
        .limit(limit)
    )
    return [AccountOnDesk(*row) for row in await session.execute(statement)]

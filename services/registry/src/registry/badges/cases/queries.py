"""Every SQL statement of this feature."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import InstrumentedAttribute, aliased

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from registry.badges.cases.rules import Concerned
from registry.badges.cases.tables import AccountFinding, BadgeReport
from registry.people.officers.tables import Officer
from shared.database import Session


async def keep_finding(session: Session, finding_id: UUID, account_id: UUID) -> None:
    """Insert it, provided there is such an account."""
    known = select(Account.id).where(Account.id == account_id)
    if await session.scalar(known) is not None:
        await session.execute(
            upsert(AccountFinding)
            .values(finding_id=finding_id, account_id=account_id, closed=False)
            .on_conflict_do_nothing()
        )


async def close_finding(session: Session, finding_id: UUID) -> None:
    """A person has looked at it."""
    await session.execute(
        update(AccountFinding).where(AccountFinding.finding_id == finding_id).values(closed=True)
    )


async def forget_finding(session: Session, finding_id: UUID) -> None:
    """Know nothing of this one."""
    await session.execute(delete(AccountFinding).where(AccountFinding.finding_id == finding_id))


async def empty_reports(session: Session, before: datetime, but: Collection[UUID]) -> None:
    """Take the text from reports of before then, except those."""
    await session.execute(
        update(BadgeReport)
        .where(BadgeReport.reported_at < before, BadgeReport.text != "")
        .where(BadgeReport.id.not_in(but))
        .values(text="")
    )


async def forget_findings(session: Session) -> None:
    """Know of none, as before verification told of any."""
    await session.execute(delete(AccountFinding))


async def finding_on(session: Session, finding_id: UUID, account_id: UUID) -> AccountFinding | None:
    """The finding, if it is on this account, under whichever id it was linked then."""
    statement = select(AccountFinding).where(
        AccountFinding.finding_id == finding_id, _is_account(AccountFinding.account_id, account_id)
    )
    return await session.scalar(statement)


async def report_on(session: Session, report_id: UUID, account_id: UUID) -> BadgeReport | None:
    """The report, if it is on this account, under whichever badge it was recorded."""
    statement = (
        select(BadgeReport)
        .join(Badge, Badge.id == BadgeReport.badge_id)
        .where(BadgeReport.id == report_id, _is_account(Badge.account_id, account_id))
    )
    return await session.scalar(statement)


async def account_under(session: Session, badge_id: UUID) -> UUID:
    """The account that carries the badge."""
    return (await session.scalars(select(Badge.account_id).where(Badge.id == badge_id))).one()


async def concerned_by(session: Session, badge_id: UUID) -> Concerned | None:
    """Whom the badge concerns."""
    statement = (
        select(Badge.institution, Badge.officer_id, Officer.principal)
        .join(Officer, Officer.id == Badge.officer_id)
        .where(Badge.id == badge_id)
    )
    row = (await session.execute(statement)).one_or_none()
    return Concerned(*row) if row else None


async def keep_report(session: Session, report: BadgeReport) -> None:
    """Insert it, at once."""
    session.add(report)
    await session.flush()


async def page_of_reports(
    session: Session, badge_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[BadgeReport]:
    """Reports on a badge in the order they were recorded."""
    statement = select(BadgeReport).where(BadgeReport.badge_id == badge_id)
    if after is not None:
        statement = statement.where(tuple_(BadgeReport.reported_at, BadgeReport.id) > after)
    statement = statement.order_by(BadgeReport.reported_at, BadgeReport.id).limit(limit)
    return (await session.scalars(statement)).all()


def _is_account(column: InstrumentedAttribute[UUID], account_id: UUID) -> ColumnElement[bool]:
    mine, same = aliased(Account), aliased(Account)
    fingerprint = select(mine.number_fingerprint).where(mine.id == account_id).scalar_subquery()
    ids = select(same.id).where(same.number_fingerprint == fingerprint)
    return or_(column == account_id, column.in_(ids))

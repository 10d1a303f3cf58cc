"""Every SQL statement of this feature."""

from dataclasses import dataclass

from sqlalchemy import case, cast, func, or_, select

from registry.accounts.account.tables import Account
from shared.database import Session
from shared.events.tables import events


@dataclass(frozen=True, slots=True)
class News:
    """What an event says about answers given before."""

    type: str
    platform: str | None
    handle: str | None
    position: int | None
    number: str | None = None
    """The platform's number of the account a badge is on."""


async def head_position(session: Session) -> int:
    """The position of the newest published event."""
    return int(await session.scalar(select(func.coalesce(func.max(events.c.position), 0))) or 0)


async def news_since(session: Session, position: int, *, limit: int) -> list[News]:
    """Events after a position, and those committed that no publisher has numbered yet."""
    told_of = case((events.c.type.like("badge.%"), events.c.data["account_id"].astext))
    statement = (
        select(
            events.c.type,
            events.c.data["platform"].astext,
            events.c.data["handle"].astext,
            events.c.position,
            Account.platform_account_id,
        )
        .select_from(events)
        .outerjoin(Account, Account.id == cast(told_of, Account.id.type))
        .where(or_(events.c.position.is_(None), events.c.position > position))
        .limit(limit)
    )
    return [News(*row) for row in await session.execute(statement)]

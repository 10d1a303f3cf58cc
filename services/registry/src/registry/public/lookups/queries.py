"""Every SQL statement of this feature."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from registry.badges.badge.rules import BadgeState, PublicBadge
from registry.badges.badge.tables import PUBLIC, Badge
from registry.people.institutions.tables import Institution
from shared.database import Session
from shared.events.tables import events


@dataclass(frozen=True, slots=True)
class News:
    """What an event says about answers given before."""

    type: str
    platform: str | None
    handle: str | None
    position: int | None


async def head_position(session: Session) -> int:
    """The position of the newest published event."""
    return int(await session.scalar(select(func.coalesce(func.max(events.c.position), 0))) or 0)


async def news_since(session: Session, position: int, *, limit: int) -> list[News]:
    """Events after a position, and those committed that no publisher has numbered yet."""
    statement = (
        select(
            events.c.type,
            events.c.data["platform"].astext,
            events.c.data["handle"].astext,
            events.c.position,
        )
        .where(or_(events.c.position.is_(None), events.c.position > position))
        .limit(limit)
    )
    return [News(*row) for row in await session.execute(statement)]


async def badges_at(
    session: Session, places: Collection[tuple[str, str]]
) -> dict[tuple[str, str], PublicBadge]:
    """What each ``(platform, handle key)`` carries now, else carried last; one statement."""
    place = (Badge.platform, Badge.handle_key)
    statement = (
        select(*PUBLIC)
        .join(Institution, Institution.code == Badge.institution)
        .where(tuple_(*place).in_(places))
        .ext(distinct_on(*place))
        .order_by(
            *place,
            (Badge.state == BadgeState.ACTIVE).desc(),
            (Badge.state == BadgeState.SUSPENDED).desc(),
            Badge.valid_from.desc(),
        )
    )
    badges = [PublicBadge.of({**row}) for row in (await session.execute(statement)).mappings()]
    return {(badge.platform, badge.handle_key): badge for badge in badges}

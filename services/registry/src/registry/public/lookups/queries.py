"""Every SQL statement of this feature."""

from collections.abc import Collection

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on

from registry.badges.badge.rules import BadgeState, PublicBadge
from registry.badges.badge.tables import PUBLIC, Badge
from registry.people.institutions.tables import Institution
from shared.database import Session


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

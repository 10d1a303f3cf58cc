"""Use case: find what a page shows, from an address as people type it."""

from uuid import UUID

from registry.badges.badge import service as badges
from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.rules import PublicBadge
from shared.database import Session


async def badge_at(session: Session, written: str) -> PublicBadge:
    """The badge an address ends with; what is no id at all is not repeated."""
    try:
        badge_id = UUID(written)
    except ValueError as exc:
        raise BadgeUnknown(badge_id="…") from exc
    return await badges.public_badge(session, badge_id)

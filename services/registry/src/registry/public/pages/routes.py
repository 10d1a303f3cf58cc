"""HTTP for the pages people read. No decisions here."""

from fastapi.responses import HTMLResponse

from registry.badges.badge import service as badges
from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.schemas import BadgeId, BadgeOut
from registry.public.pages.pages import badge_page
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router(tags=["badges"])


@router.get(
    "/b/{badge_id}",
    summary="Read a badge as a page",
    response_class=HTMLResponse,
    dependencies=[PUBLIC],
    responses=problems(BadgeUnknown),
)
async def read_badge_page(badge_id: BadgeId, session: Transaction, now: Now) -> HTMLResponse:
    """The same for people, in Bahasa Indonesia and English, without script."""
    badge = await badges.public_badge(session, badge_id)
    return badge_page(BadgeOut.of(badge, now), now)

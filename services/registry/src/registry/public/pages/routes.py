"""HTTP for the pages people read. No decisions here."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.schemas import BadgeOut
from registry.public.lookups import service as lookups
from registry.public.pages import service
from registry.public.pages.errors import PageForPeople
from registry.public.pages.pages import badge_page, home_page, missing_page
from registry.sealing import Sealing
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router(tags=["pages"], any_query=True)

Address = Annotated[str, Path(max_length=500, description="Id of a badge.")]


def public_url(request: Request) -> str:
    """The address of this service as callers know it."""
    url: str = request.app.state.settings.public_url
    return url


def is_read_by_people(request: Request) -> bool:
    """Whether a browser asks, which takes HTML by name."""
    return "text/html" in request.headers.get("accept", "").lower()


Site = Annotated[str, Depends(public_url)]
ForPeople = Annotated[bool, Depends(is_read_by_people)]


@router.get(
    "/",
    summary="Look up an account as a page",
    response_class=HTMLResponse,
    dependencies=[PUBLIC],
    responses=problems(PageForPeople),
)
async def read_home(
    session: Transaction,
    site: Site,
    people: ForPeople,
    vault: Sealing,
    now: Now,
    url: Annotated[str, Query(max_length=8000, description="Address of a profile.")] = "",
) -> Response:
    """A page for people to ask whether an account is official, and the answer."""
    if not people:
        raise PageForPeople
    return home_page(site, url, await lookups.answer_to_people(session, vault, url, now))


@router.get(
    "/b/{badge_id}",
    summary="Read a badge as a page",
    response_class=HTMLResponse,
    dependencies=[PUBLIC],
    responses=problems(BadgeUnknown),
)
async def read_badge_page(
    badge_id: Address, session: Transaction, site: Site, people: ForPeople, now: Now
) -> Response:
    """The same for people, in Bahasa Indonesia and English, without script."""
    try:
        badge = await service.badge_at(session, badge_id)
    except BadgeUnknown:
        if not people:
            raise
        return missing_page(site)
    return badge_page(BadgeOut.of(badge, now), site, now)

"""HTTP for citizens with a browser. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from content.pages import queries
from content.pages.pages import (
    CARD,
    CONTENT_SECURITY_POLICY,
    ICON,
    NEVER_PUBLISHED,
    NO_SUCH_PAGE,
    list_page,
    message_page,
    missing_page,
)
from content.publications import service
from content.publications.errors import PublicationUnknown
from content.publications.schemas import CACHED
from content.settings import Configured
from content.wordings.rules.wording import Channel
from shared.clock import Now
from shared.database import Transaction
from shared.language import Language, preferred
from shared.paging import Paged, moment_of, parsed
from shared.web.auth import PUBLIC
from shared.web.etags import answer
from shared.web.openapi import MAY_BE_HELD, Responses, problems
from shared.web.routing import api_router

router = api_router("/p", tags=["pages"], any_query=True)

HTML = "text/html; charset=utf-8"
DRAWN = "public, max-age=86400"
"""Pictures change with a release of the service only."""

Address = Annotated[str, Path(max_length=4000, description="Id of the message.")]


def _language(request: Request) -> Language:
    return preferred(request.headers.get("accept-language", ""))


class SvgResponse(Response):
    """What the contract says of the media type."""

    media_type = "image/svg+xml"


class PngResponse(Response):
    """The same for a picture of dots."""

    media_type = "image/png"


DOTS: Responses = {
    200: {"content": {PngResponse.media_type: {"schema": {"type": "string", "format": "binary"}}}}
}


def is_for_people(request: Request) -> bool:
    """Whether a browser asks."""
    return "text/html" in request.headers.get("accept", "")


def unknown_address(request: Request) -> Response:
    """A page for somebody whose link leads nowhere; the bare address leads to the messages."""
    if request.url.path == "/":
        return RedirectResponse("/p", 303)
    return _page(request, missing_page(NO_SUCH_PAGE, language=_language(request)), 404)


def _page(request: Request, document: str, status: int = 200) -> Response:
    headers = {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Content-Language": _language(request),
        "Vary": "Accept-Language, Accept",
    }
    page = document.encode()
    return answer(request, page, HTML, cache=CACHED, headers=headers, status=status)


@router.get(
    "",
    summary="Browse messages",
    dependencies=[PUBLIC],
    response_class=HTMLResponse,
    responses=MAY_BE_HELD,
)
async def browse_messages(
    page: Paged, session: Transaction, request: Request, settings: Configured, now: Now
) -> Response:
    """The latest messages as a web page."""
    shown, following = await page.of(
        partial(
            queries.headlines,
            session,
            Channel.BAGIMU_NEGERI,
            now=now,
            notice=settings.withdrawal_notice,
            after=parsed(page, moment_of, UUID),
        ),
        lambda row: (row.updated_at.isoformat(), row.message_id),
    )
    document = list_page(
        shown, site=settings.public_url, language=_language(request), following=following
    )
    return _page(request, document)


@router.get("/icon.svg", summary="Show the icon", dependencies=[PUBLIC], response_class=SvgResponse)
async def show_icon(request: Request) -> Response:
    """The icon beside the title of a page."""
    return answer(request, ICON, SvgResponse.media_type, cache=DRAWN)


@router.get(
    "/card.png",
    summary="Show the picture of a shared link",
    dependencies=[PUBLIC],
    response_class=PngResponse,
    responses=DOTS,
)
async def show_card(request: Request) -> Response:
    """What messengers show beside a link to a message (Open Graph)."""
    return answer(request, CARD, PngResponse.media_type, cache=DRAWN)


@router.get(
    "/{message_id}",
    summary="Show a message",
    dependencies=[PUBLIC],
    response_class=HTMLResponse,
    responses={
        **MAY_BE_HELD,
        **problems(PublicationUnknown),
        410: {"description": "Withdrawn: a page with the reason.", "content": {"text/html": {}}},
    },
)
async def show_message(
    message_id: Address, session: Transaction, request: Request, settings: Configured, now: Now
) -> Response:
    """The message as a web page: who says it, its sources, and whether it still stands."""
    language = _language(request)
    try:
        publication = await service.publication_at(session, message_id)
    except PublicationUnknown:
        if not is_for_people(request):
            raise
        return _page(request, missing_page(NEVER_PUBLISHED, language=language), 404)
    document = message_page(publication, site=settings.public_url, language=language, now=now)
    return _page(request, document, 410 if publication.withdrawn_at else 200)

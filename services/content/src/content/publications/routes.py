"""HTTP for whoever checks whether a message is genuine. Everybody may call; no decisions here."""

from fastapi import Request, Response

from content.publications import service
from content.publications.errors import PublicationUnknown
from content.publications.schemas import CACHED, PublicMessage
from content.settings import Configured
from content.wordings.schemas import MessageId
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.etags import answer
from shared.web.openapi import MAY_BE_HELD, problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["feeds"])


@router.get(
    "/public/messages/{message_id}",
    summary="Look up a published message",
    dependencies=[PUBLIC],
    response_model=PublicMessage,
    responses=problems(PublicationUnknown) | MAY_BE_HELD,
)
async def read_publication(
    message_id: MessageId,
    session: Transaction,
    request: Request,
    settings: Configured,
    now: Now,
) -> Response:
    """What was published, whether it still stands, and why not if it was withdrawn."""
    publication = await service.publication(session, message_id)
    shown = PublicMessage.of(publication, site=settings.public_url, now=now)
    return answer(request, shown.model_dump_json().encode(), "application/json", cache=CACHED)

"""HTTP for whoever checks whether a message is genuine. Everybody may call; no decisions here."""

from fastapi import Response

from content.publications import service
from content.publications.errors import PublicationUnknown
from content.publications.schemas import CACHED, PublicMessage
from content.settings import Configured
from content.wordings.schemas import MessageId
from shared.clock import Now
from shared.database import Transaction
from shared.web.auth import PUBLIC
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["feeds"])


@router.get(
    "/public/messages/{message_id}",
    summary="Look up a published message",
    dependencies=[PUBLIC],
    responses=problems(PublicationUnknown),
)
async def read_publication(
    message_id: MessageId,
    session: Transaction,
    response: Response,
    settings: Configured,
    now: Now,
) -> PublicMessage:
    """What was published, whether it still stands, and why not if it was withdrawn."""
    publication = await service.publication(session, message_id)
    response.headers["Cache-Control"] = CACHED
    return PublicMessage.of(publication, site=settings.public_url, now=now)

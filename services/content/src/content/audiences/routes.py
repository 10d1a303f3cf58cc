"""HTTP for writers who ask whom they would reach. No decisions here."""

from content.audiences import service
from content.audiences.schemas import AudiencePreview
from content.callers import Writer
from content.messages import errors
from content.settings import Configured
from content.wordings.schemas import MessageId
from shared.database import Transaction
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/messages", tags=["messages"])


@router.get(
    "/{message_id}/audience-preview",
    summary="Count the audience of a message",
    responses=problems(errors.MessageUnknown),
)
async def preview_audience(
    message_id: MessageId, caller: Writer, session: Transaction, settings: Configured
) -> AudiencePreview:
    """How many officers with an active badge it would reach; small numbers are not told."""
    hidden_below = settings.audience_hidden_below
    officers = await service.audience_preview(
        session, message_id, hidden_below=hidden_below, institutions=caller.institutions
    )
    return AudiencePreview(officers=officers, hidden_below=hidden_below)

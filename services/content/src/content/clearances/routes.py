"""HTTP for those who clear. No decisions here."""

from functools import partial
from uuid import UUID

from fastapi import Response

from content.callers import Clearer
from content.clearances import queries, service
from content.clearances.errors import VersionMovedOn
from content.clearances.schemas import ClearanceQueue, QueuedMessage, Statement
from content.messages import errors
from content.messages.schemas import MessageOut, shown
from content.messages.service import still_missing
from content.wordings.schemas import MessageId
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["clearances"])


@router.get("/clearance-queue", summary="List messages to clear")
async def list_messages_to_clear(
    caller: Clearer, page: Paged, session: Transaction
) -> ClearanceQueue:
    """Submitted messages of every institution, longest waiting first, and who is missing."""
    listed, following = await page.of(
        partial(queries.messages_to_clear, session, after=parsed(page, moment_of, UUID)),
        lambda row: (row[0].changed_at.isoformat(), row[0].id),
    )
    missing = await still_missing(session, listed)
    waiting = zip(listed, missing, strict=True)
    return ClearanceQueue(
        items=[QueuedMessage.waiting(*row, wanted) for row, wanted in waiting], next=following
    )


@router.get(
    "/clearance-queue/{message_id}",
    summary="Read a message to clear",
    responses=problems(errors.MessageUnknown),
)
async def read_message_to_clear(
    message_id: MessageId, caller: Clearer, session: Transaction, response: Response
) -> MessageOut:
    """All its words, its sources, and what screening flagged; drafts of others are not shown."""
    full = await service.message_to_clear(session, message_id, caller)
    return shown(response, full)


@router.post(
    "/messages/{message_id}/clearances",
    summary="Clear a message",
    responses=problems(
        errors.AuthorMayNotClear,
        errors.MessageUnknown,
        errors.ClearedAlready,
        errors.MessageStateForbids,
        errors.ClarificationAnswersNoClaim,
        errors.MessageOutdated,
        VersionMovedOn,
    ),
)
async def clear_message(
    message_id: MessageId,
    said: Statement,
    caller: Clearer,
    once: Once,
    session: Transaction,
    response: Response,
    now: Now,
) -> MessageOut:
    """Say that the version read may go out. Two different people must, and no author.

    One of them at least comes from another institution than the author's; where others than the
    author's own people are meant, one from each institution meant. `missing` tells who still must.
    """
    full = await service.clear(
        session,
        message_id,
        version=said.version,
        statement=said.statement,
        caller=caller,
        now=now,
    )
    return shown(response, full)


@router.post(
    "/messages/{message_id}/returns",
    summary="Return a message to its authors",
    responses=problems(errors.MessageUnknown, errors.MessageStateForbids, VersionMovedOn),
)
async def return_message(
    message_id: MessageId,
    said: Statement,
    caller: Clearer,
    once: Once,
    session: Transaction,
    response: Response,
    now: Now,
) -> MessageOut:
    """Say what must change. It becomes a draft with a new version, and is cleared anew later."""
    full = await service.return_to_authors(
        session,
        message_id,
        version=said.version,
        statement=said.statement,
        caller=caller,
        now=now,
    )
    return shown(response, full)

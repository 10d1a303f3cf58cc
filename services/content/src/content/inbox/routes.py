"""HTTP for an officer's own inbox. There is nothing to answer here: reading leaves no record."""

from functools import partial
from uuid import UUID

from fastapi import Request, Response

from content.callers import Person
from content.inbox import errors, service
from content.inbox.schemas import Inbox
from content.publications.schemas import PublicMessage
from content.settings import Configured
from content.wordings.schemas import MessageId
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.web.etags import answer
from shared.web.openapi import MAY_BE_HELD, problems
from shared.web.routing import api_router

router = api_router("/v1/me/inbox", tags=["inbox"])

OWN_AND_FRESH = "private, no-cache"
"""Kept by nobody but the officer's own app, which asks each time whether it still holds."""


@router.get(
    "",
    summary="Read one's inbox",
    response_model=Inbox,
    responses=problems(errors.InboxClosed) | MAY_BE_HELD,
)
async def read_inbox(
    caller: Person,
    page: Paged,
    session: Transaction,
    request: Request,
    response: Response,
    settings: Configured,
    now: Now,
) -> Response:
    """Messages for the caller, latest news first; what was withdrawn comes as a notice.

    Open while the caller holds an active badge. Nothing is stored of who read, took up or
    declined a message.
    """
    shown, following = await page.of(
        partial(
            service.offers,
            session,
            caller.principal,
            now=now,
            notice=settings.withdrawal_notice,
            after=parsed(page, moment_of, UUID),
        ),
        lambda row: (row.updated_at.isoformat(), row.message_id),
    )
    site = settings.public_url
    inbox = Inbox(
        items=[PublicMessage.of(row, site=site, now=now, for_holder=True) for row in shown],
        next=following,
    )
    document = inbox.model_dump_json().encode()
    headers = response.headers
    return answer(request, document, "application/json", cache=OWN_AND_FRESH, headers=headers)


@router.get(
    "/{message_id}",
    summary="Read one message of one's inbox",
    responses=problems(errors.InboxClosed, errors.OfferUnknown),
)
async def read_offer(
    message_id: MessageId, caller: Person, session: Transaction, settings: Configured, now: Now
) -> PublicMessage:
    """One message that is offered to the caller."""
    row = await service.offer(
        session, caller.principal, message_id, now=now, notice=settings.withdrawal_notice
    )
    return PublicMessage.of(row, site=settings.public_url, now=now, for_holder=True)

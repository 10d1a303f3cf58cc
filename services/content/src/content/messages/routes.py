"""HTTP for those who write and release. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from content.callers import Reader, Writer
from content.messages import errors, queries, service
from content.messages.rules import State
from content.messages.schemas import (
    MessageBrief,
    MessageDraft,
    MessageEdit,
    MessageList,
    MessageOut,
    Withdrawal,
    shown,
)
from content.settings import Configured
from content.wordings.errors import ScreeningFailed
from content.wordings.schemas import MessageId
from shared.clock import Now
from shared.database import Transaction
from shared.paging import Paged, moment_of, parsed
from shared.versions import StaleVersion
from shared.web.etags import IfMatch
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/messages", tags=["messages"])


@router.post(
    "",
    status_code=201,
    summary="Draft a message",
    responses=problems(errors.InstitutionNotHeardOf, errors.InstitutionNotYours),
)
async def draft_message(
    draft: MessageDraft,
    caller: Writer,
    once: Once,
    session: Transaction,
    response: Response,
    now: Now,
) -> MessageOut:
    """Begin a message for one's institution. Nobody else sees it before it is submitted."""
    full = await service.draft_message(
        session,
        draft.institution,
        draft.wording(),
        caller=caller,
        now=now,
    )
    response.headers["Location"] = f"/v1/messages/{full.message.id}"
    return shown(response, full)


@router.get("", summary="List one's institution's messages")
async def list_messages(
    caller: Reader,
    page: Paged,
    session: Transaction,
    state: Annotated[State | None, Query(description="Only in this state.")] = None,
) -> MessageList:
    """Messages of the institutions in the token, newest first."""
    listed, following = await page.of(
        partial(
            queries.messages_of,
            session,
            caller.institutions,
            after=parsed(page, moment_of, UUID),
            state=state,
        ),
        lambda row: (row[0].created_at.isoformat(), row[0].id),
    )
    return MessageList(items=[MessageBrief.of(*row) for row in listed], next=following)


@router.get("/{message_id}", summary="Read a message", responses=problems(errors.MessageUnknown))
async def read_message(
    message_id: MessageId, caller: Reader, session: Transaction, response: Response
) -> MessageOut:
    """A message of one's institution with all that was said of it; the ETag names its revision."""
    return shown(response, await service.own_message(session, message_id, caller))


@router.patch(
    "/{message_id}",
    summary="Edit a draft",
    responses=problems(
        errors.InstitutionNotHeardOf,
        errors.MessageUnknown,
        errors.MessageStateForbids,
        StaleVersion,
    ),
)
async def edit_message(
    message_id: MessageId,
    edit: MessageEdit,
    caller: Writer,
    revision: IfMatch,
    session: Transaction,
    response: Response,
    now: Now,
) -> MessageOut:
    """Write a new version of a draft; earlier versions stay as they were."""
    full = await service.edit_message(
        session,
        message_id,
        edit.applied_to,
        revision=revision,
        caller=caller,
        now=now,
    )
    return shown(response, full)


@router.post(
    "/{message_id}/submission",
    summary="Submit a draft for clearance",
    responses=problems(
        errors.MessageUnknown,
        ScreeningFailed,
        errors.MessageStateForbids,
        errors.ClarificationAnswersNoClaim,
        errors.MessageOutdated,
        errors.LifeTooLong,
    ),
)
async def submit_message(
    message_id: MessageId,
    caller: Writer,
    once: Once,
    session: Transaction,
    response: Response,
    now: Now,
) -> MessageOut:
    """Screen the draft: a source, no person's number or account, no call to act on somebody.

    Nor candidates, parties, ballot numbers or praise of whoever holds an office. Each finding
    names the place, the rule, the words where they name nobody, and what to do.
    """
    full = await service.submit_message(session, message_id, caller=caller, now=now)
    return shown(response, full)


@router.post(
    "/{message_id}/release",
    summary="Release a cleared message",
    responses=problems(
        errors.MessageUnknown,
        errors.MessageStateForbids,
        ScreeningFailed,
        errors.ClarificationAnswersNoClaim,
        errors.MessageOutdated,
    ),
)
async def release_message(
    message_id: MessageId,
    caller: Writer,
    once: Once,
    session: Transaction,
    response: Response,
    settings: Configured,
    now: Now,
) -> MessageOut:
    """Publish it: in inboxes, in the channel's feed and on its public page, all at once."""
    full = await service.release_message(
        session,
        message_id,
        site=settings.public_url,
        caller=caller,
        now=now,
    )
    return shown(response, full)


@router.post(
    "/{message_id}/withdrawal",
    summary="Withdraw a message",
    responses=problems(errors.MessageUnknown, ScreeningFailed, errors.MessageStateForbids),
)
async def withdraw_message(
    message_id: MessageId,
    withdrawal: Withdrawal,
    caller: Writer,
    once: Once,
    session: Transaction,
    response: Response,
    settings: Configured,
    now: Now,
) -> MessageOut:
    """Take it back, with a reason; whoever could read it now reads the reason instead.

    Nobody clears a reason, so nothing may stand against it: no number, account, name or link.
    """
    full = await service.withdraw_message(
        session,
        message_id,
        withdrawal.reason,
        site=settings.public_url,
        caller=caller,
        now=now,
    )
    return shown(response, full)

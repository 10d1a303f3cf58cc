"""HTTP for new names of badged accounts. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Request

from registry.accounts.account.errors import NewNameHeld, PlatformUnavailable
from registry.accounts.sightings.rules import Look
from registry.badges.cases.errors import ConflictOfInterest
from registry.badges.renamings import queries, service
from registry.badges.renamings.errors import NoRenamingWaits, RenamedAgain
from registry.badges.renamings.schemas import (
    ConfirmedRenaming,
    ConfirmRenaming,
    RenamingList,
    RenamingOut,
)
from registry.callers import Reviewer
from shared.clock import Now
from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/renamings", tags=["badges"])


def days_to_look(request: Request) -> int:
    """How long this installation lets a new name wait."""
    days: int = request.app.state.settings.renaming_look_days
    return days


Days = Annotated[int, Depends(days_to_look)]


@router.get("", summary="List new names that wait", responses=problems(CursorUnreadable))
async def list_renamings(
    caller: Reviewer, page: Paged, session: Transaction, days: Days
) -> RenamingList:
    """Accounts of other institutions under a new name nobody has looked at, longest first."""
    ask = partial(
        queries.waiting_elsewhere,
        session,
        but_not_of=caller.institutions,
        after=parsed(page, moment_of, UUID),
    )
    shown, following = await page.of(ask, lambda row: (row.noticed_at.isoformat(), row.account_id))
    return RenamingList(items=[RenamingOut.of(row, days) for row in shown], next=following)


AccountId = Annotated[UUID, Path(description="Id of the renamed account.")]


async def look_again(
    account_id: AccountId, order: ConfirmRenaming, caller: Reviewer, request: Request
) -> Look | None:
    """Look at the account before the request's own transaction begins."""
    state = request.app.state
    return await service.look_again(
        state.sessions, account_id, order.handle, caller=caller, connectors=state.connectors
    )


@router.post(
    "/{account_id}/confirmations",
    status_code=201,
    summary="Let a badge follow to a new name",
    responses=problems(
        NoRenamingWaits, ConflictOfInterest, RenamedAgain, NewNameHeld, PlatformUnavailable
    ),
)
async def confirm_renaming(
    account_id: AccountId,
    order: ConfirmRenaming,
    caller: Reviewer,
    look: Annotated[Look | None, Depends(look_again)],
    once: Once,
    session: Transaction,
    now: Now,
) -> ConfirmedRenaming:
    """By a reviewer of another institution, after looking at the profile under its new name.

    The registry reads the profile once more: under another name by now, nothing is confirmed.
    The badge ends under the old name for good and goes on under the new one, as long as before.
    A name that misleads is not confirmed: pause the badge instead.
    """
    renaming = await service.confirm(
        session, account_id, order.handle, look, caller=caller, now=now
    )
    return ConfirmedRenaming.of(renaming)

"""HTTP for the reviewers' desk. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Query

from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, parsed
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing
from verification.accounts.errors import ReviewerWithoutInstitution
from verification.accounts.service import own_institutions
from verification.callers import Reviewer
from verification.desk import queries
from verification.desk.schemas import AccountList, AccountOut
from verification.findings import queries as flagged

router = api_router("/v1/accounts", tags=["accounts"])


@router.get(
    "",
    summary="List accounts with their latest decision",
    responses=problems(CursorUnreadable, ReviewerWithoutInstitution),
)
async def list_accounts(
    caller: Reviewer,
    session: Transaction,
    page: Paged,
    trail: Trailing,
    drawn: Annotated[
        bool, Query(description="Only those that chance chose to be looked at, in the newest week.")
    ] = False,
) -> AccountList:
    """Linked accounts of every institution but the reviewer's own, by id."""
    after = parsed(page, UUID)
    ask = partial(
        queries.drawn_accounts if drawn else queries.accounts_with_decision,
        session,
        but_not_of=own_institutions(caller.institutions),
        after=after[0] if after else None,
    )
    shown, following = await page.of(ask, lambda account: (account.id,))
    whose = await flagged.holders(session, [account.id for account in shown])
    await trail.note(session, "accounts", whose.values())
    return AccountList(items=[AccountOut.of(account) for account in shown], next=following)

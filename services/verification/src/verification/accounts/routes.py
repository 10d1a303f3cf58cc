"""HTTP for accounts. No decisions here."""

from functools import partial
from uuid import UUID

from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, parsed
from shared.web.openapi import problems
from shared.web.routing import api_router
from verification.accounts import queries
from verification.accounts.schemas import AccountList, AccountOut
from verification.callers import Reviewer
from verification.growth.rules.histories import label_of

router = api_router("/v1/accounts", tags=["accounts"])


@router.get(
    "",
    summary="List accounts with their latest decision",
    responses=problems(CursorUnreadable),
)
async def list_accounts(caller: Reviewer, session: Transaction, page: Paged) -> AccountList:
    """Linked accounts of every institution but the reviewer's own, by id."""
    after = parsed(page, UUID)
    shown, following = await page.of(
        partial(
            queries.accounts_with_decision,
            session,
            but_not_of=caller.institutions,
            after=after[0] if after else None,
        ),
        lambda row: (row.id,),
    )
    return AccountList(
        items=[
            AccountOut(
                id=row.id,
                platform=row.platform,
                institution=row.institution,
                decision=row.decision,
                week=row.week and label_of(row.week),
                decided_at=row.decided_at,
            )
            for row in shown
        ],
        next=following,
    )

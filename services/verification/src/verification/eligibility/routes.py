"""HTTP for verdicts. No decisions here."""

from uuid import UUID

from shared.clock import Now
from shared.database import Transaction
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing
from verification.accounts.errors import (
    AccountUnknown,
    ConflictOfInterest,
    ReviewerWithoutInstitution,
)
from verification.callers import Holder, Reviewer
from verification.eligibility import service
from verification.eligibility.errors import NotYetJudged
from verification.eligibility.schemas import EligibilityOut
from verification.findings import queries as flagged

router = api_router("/v1", tags=["eligibility"])


@router.get(
    "/accounts/{account_id}/eligibility",
    summary="Read the latest verdict, as a reviewer",
    responses=problems(
        ConflictOfInterest, ReviewerWithoutInstitution, AccountUnknown, NotYetJudged
    ),
)
async def read_eligibility(
    account_id: UUID, caller: Reviewer, session: Transaction, trail: Trailing, now: Now
) -> EligibilityOut:
    """Whether the account may carry the badge, with all reasons and numbers. Accounts of the
    reviewer's own institution are refused.
    """
    verdict = await service.verdict_for_reviewer(
        session, account_id, institutions=caller.institutions
    )
    whose = await flagged.holders(session, [account_id])
    await trail.note(session, "eligibility", whose.values())
    return EligibilityOut.of(verdict, now)


@router.get(
    "/me/accounts/{account_id}/eligibility",
    summary="Read the verdict on an own account",
    responses=problems(AccountUnknown, NotYetJudged),
)
async def read_own_eligibility(
    account_id: UUID, caller: Holder, session: Transaction, now: Now
) -> EligibilityOut:
    """The same verdict a reviewer sees, with what you can do next and when you are judged again."""
    verdict = await service.verdict_for_holder(session, account_id, caller.principal)
    return EligibilityOut.of(verdict, now)

"""HTTP for findings. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from shared.clock import Now
from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, moment_of, parsed
from shared.versions import StaleVersion
from shared.web.etags import IfMatch, etag_of
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router
from shared.web.trail import Trailing
from verification.accounts.errors import (
    AccountUnknown,
    ConflictOfInterest,
    ReviewerWithoutInstitution,
)
from verification.accounts.service import own_institutions
from verification.callers import Holder, Reviewer
from verification.findings import queries, service
from verification.findings.errors import FindingAlreadyClosed, FindingUnknown
from verification.findings.rules import FindingState
from verification.findings.schemas import CloseFinding, FindingList, FindingOut

router = api_router("/v1", tags=["findings"])
State = Annotated[FindingState, Query(description="Those that wait, or those looked at.")]


@router.get(
    "/findings",
    summary="List what waits for a reviewer",
    responses=problems(CursorUnreadable, ReviewerWithoutInstitution),
)
async def list_findings(
    caller: Reviewer,
    session: Transaction,
    page: Paged,
    trail: Trailing,
    state: State = FindingState.OPEN,
) -> FindingList:
    """Findings on linked accounts of other people and other institutions, oldest first."""
    ask = partial(
        queries.findings_elsewhere,
        session,
        state=state,
        but_not_of=own_institutions(caller.institutions),
        nor_of=caller.principal,
        after=parsed(page, moment_of, UUID),
    )
    shown, following = await page.of(ask, lambda row: (row.opened_at.isoformat(), row.id))
    whose = await queries.holders(session, [row.account_id for row in shown])
    await trail.note(session, "findings", whose.values())
    return FindingList(items=[FindingOut.of(row) for row in shown], next=following)


@router.get(
    "/findings/{finding_id}",
    summary="Read a finding",
    responses=problems(ConflictOfInterest, ReviewerWithoutInstitution, FindingUnknown),
)
async def read_finding(
    finding_id: UUID, caller: Reviewer, session: Transaction, response: Response, trail: Trailing
) -> FindingOut:
    """Which weeks to look at, with all numbers; the ETag names the version. Own accounts and
    those of the reviewer's own institution are refused.
    """
    finding = await service.finding_for_reviewer(
        session, finding_id, institutions=caller.institutions, by=caller.principal
    )
    whose = await queries.holders(session, [finding.account_id])
    await trail.note(session, "finding", whose.values())
    response.headers["ETag"] = etag_of(finding.version)
    return FindingOut.of(finding)


@router.post(
    "/findings/{finding_id}/closure",
    summary="Close a finding after looking",
    responses=problems(
        ConflictOfInterest,
        ReviewerWithoutInstitution,
        FindingUnknown,
        FindingAlreadyClosed,
        StaleVersion,
    ),
)
async def close_finding(
    finding_id: UUID,
    order: CloseFinding,
    caller: Reviewer,
    version: IfMatch,
    once: Once,
    session: Transaction,
    now: Now,
) -> FindingOut:
    """By a reviewer of another institution, with a written reason and the version that was read,
    so that nobody closes weeks they never saw. Nothing is granted at once: the account is judged
    again by the next run, which counts these weeks as explained.
    """
    finding = await service.close(
        session,
        finding_id,
        order.reason,
        version=version,
        institutions=caller.institutions,
        by=caller.principal,
        now=now,
    )
    return FindingOut.of(finding)


@router.get(
    "/me/accounts/{account_id}/findings",
    summary="List what waits for a reviewer on an own account",
    responses=problems(AccountUnknown),
)
async def list_own_findings(account_id: UUID, caller: Holder, session: Transaction) -> FindingList:
    """Open findings: while there is one, no judgement answers `eligible`, but `review`, unless data
    is missing or a criterion is not met.
    """
    findings = await service.open_findings_of_holder(session, account_id, caller.principal)
    return FindingList(items=[FindingOut.of(finding) for finding in findings], next=None)

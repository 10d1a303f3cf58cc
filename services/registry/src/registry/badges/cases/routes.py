"""HTTP for reports on badge accounts. No decisions here."""

from functools import partial
from uuid import UUID

from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.schemas import BadgeId
from registry.badges.cases import queries, service
from registry.badges.cases.errors import ConflictOfInterest, ReportNamesANumber
from registry.badges.cases.schemas import ReportAccount, ReportList, ReportOut
from registry.callers import Reporter, Reviewer
from shared.clock import Now
from shared.database import Transaction
from shared.paging import CursorUnreadable, Paged, moment_of, parsed
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1/badges/{badge_id}/reports", tags=["badges"])


@router.post(
    "",
    status_code=201,
    summary="Report what happened to a badge account",
    responses=problems(BadgeUnknown, ReportNamesANumber),
)
async def report_account(
    badge_id: BadgeId,
    order: ReportAccount,
    caller: Reporter,
    once: Once,
    session: Transaction,
    now: Now,
) -> ReportOut:
    """Record it for reviewers of other institutions; by itself a report changes nothing."""
    recorded = await service.report(
        session, badge_id, kind=order.kind, text=order.text, caller=caller, now=now
    )
    return ReportOut.of(recorded)


@router.get(
    "",
    summary="List the reports on a badge",
    responses=problems(BadgeUnknown, ConflictOfInterest, CursorUnreadable),
)
async def list_reports(
    badge_id: BadgeId, caller: Reviewer, session: Transaction, page: Paged
) -> ReportList:
    """For reviewers of other institutions than the badge's."""
    await service.may_decide(session, badge_id, caller)
    ask = partial(queries.page_of_reports, session, badge_id, after=parsed(page, moment_of, UUID))
    shown, following = await page.of(ask, lambda row: (row.reported_at.isoformat(), row.id))
    return ReportList(items=[ReportOut.of(row) for row in shown], next=following)

"""HTTP for measures on badges. No decisions here."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from registry.badges.badge.errors import BadgeStateConflict, BadgeUnknown
from registry.badges.badge.schemas import BadgeId
from registry.badges.cases.errors import CaseClosed, CaseUnknown, ConflictOfInterest
from registry.badges.measures import errors, queries, service
from registry.badges.measures.rules import Decider
from registry.badges.measures.schemas import (
    HeldAgainst,
    ReinstateBadge,
    ReviewedBadge,
    SuspendBadge,
    SuspensionList,
    SuspensionOut,
)
from registry.callers import Me, Reporter, Reviewer
from registry.people.officers.errors import NotEnrolled
from shared.clock import Now
from shared.database import Transaction, past_the_fence
from shared.paging import CursorUnreadable, Paged, moment_of, parsed
from shared.versions import StaleVersion
from shared.web.etags import IfMatch, etag_of
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router("/v1", tags=["badges"])
SuspensionId = Annotated[UUID, Path(description="Id of a suspension.")]


@router.post(
    "/badges/{badge_id}/suspensions",
    status_code=201,
    summary="Pause a badge",
    responses=problems(
        BadgeUnknown,
        BadgeStateConflict,
        CaseClosed,
        CaseUnknown,
        ConflictOfInterest,
        errors.PausedInVain,
        errors.ReviewDateOutOfRange,
    ),
)
async def suspend_badge(
    badge_id: BadgeId,
    order: SuspendBadge,
    caller: Reviewer,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> ReviewedBadge:
    """Pause a badge of another institution. The public hears `paused`, never why.

    It lapses after 72 hours unless a second reviewer, of a third institution, confirms it by
    POST /v1/suspensions/{suspension_id}/confirmation.
    """
    badge, suspension = await service.suspend(
        session,
        badge_id,
        reason=order.reason_code,
        case=order.case,
        review_on=order.review_on,
        caller=caller,
        now=now,
    )
    response.headers["Location"] = f"/v1/suspensions/{suspension.id}"
    return ReviewedBadge.of(badge, SuspensionOut.of(suspension, now))


@router.post(
    "/badges/{badge_id}/reinstatements",
    status_code=201,
    summary="Put a paused badge back into force",
    responses=problems(
        BadgeUnknown,
        BadgeStateConflict,
        CaseUnknown,
        ConflictOfInterest,
        errors.SecondToLiftNeeded,
    ),
)
async def reinstate_badge(
    badge_id: BadgeId,
    order: ReinstateBadge,
    caller: Reviewer,
    once: Once,
    session: Transaction,
    now: Now,
) -> ReviewedBadge:
    """End the pause of a badge of another institution.

    What one person decided one may end. What two confirmed ends when two agree: the first call
    leaves the badge paused and the suspension `lifting`; a second person, of a third institution,
    calls the same within seven days. Of a badge that ended while paused only the pause is lifted,
    so that its holder may get a new one.
    """
    badge, still = await service.reinstate(
        session, badge_id, case=order.case, caller=caller, now=now
    )
    return ReviewedBadge.of(badge, SuspensionOut.of(still, now) if still else None)


@router.get(
    "/suspensions",
    summary="List the suspensions that wait for you",
    responses=problems(CursorUnreadable),
)
async def list_suspensions(
    caller: Reviewer, session: Transaction, page: Paged, now: Now
) -> SuspensionList:
    """Those that one person decided and nobody confirmed yet, and those that one person wants to
    end, of institutions other than yours and by nobody of yours; what lapses first stands first.
    """
    ask = partial(
        queries.waiting_elsewhere,
        session,
        now,
        institutions=caller.institutions,
        principal=caller.principal,
        after=parsed(page, moment_of, UUID),
    )
    shown, following = await page.of(ask, lambda row: (row.waits_until, row.id))
    return SuspensionList(items=[SuspensionOut.of(row, now) for row in shown], next=following)


@router.get(
    "/suspensions/{suspension_id}",
    summary="Read a suspension",
    responses=problems(ConflictOfInterest, errors.SuspensionUnknown),
)
async def read_suspension(
    suspension_id: SuspensionId,
    caller: Reviewer,
    session: Transaction,
    now: Now,
    response: Response,
) -> SuspensionOut:
    """For reviewers of other institutions than the badge's; the ETag names the version."""
    row, _ = await service.suspension(session, suspension_id, caller)
    response.headers["ETag"] = etag_of(row.version)
    return SuspensionOut.of(row, now)


@router.post(
    "/suspensions/{suspension_id}/confirmation",
    summary="Confirm a suspension",
    responses=problems(
        ConflictOfInterest,
        errors.SecondReviewerNeeded,
        errors.SuspensionSettled,
        errors.SuspensionUnknown,
        StaleVersion,
    ),
)
async def confirm_suspension(
    suspension_id: SuspensionId,
    caller: Reviewer,
    version: IfMatch,
    once: Once,
    session: Transaction,
    now: Now,
    response: Response,
) -> SuspensionOut:
    """Say that the pause is right: by another person than the first, and of a third institution."""
    row = await service.confirm(session, suspension_id, version=version, caller=caller, now=now)
    response.headers["ETag"] = etag_of(row.version)
    return SuspensionOut.of(row, now)


@router.get(
    "/me/badges/{badge_id}/suspension",
    summary="Why is your badge paused?",
    responses=problems(BadgeUnknown, errors.NeverSuspended, NotEnrolled),
)
async def read_own_suspension(
    badge_id: BadgeId, me: Me, session: Transaction, now: Now
) -> HeldAgainst:
    """Reason, case, state and dates of the latest pause; who decided is not told here."""
    measure = await service.last_suspension(session, badge_id, me)
    return HeldAgainst.of(measure, now)


@router.post(
    "/me/badges/{badge_id}/hiding",
    status_code=201,
    summary="Hide your badge at once",
    responses=problems(BadgeStateConflict, BadgeUnknown, NotEnrolled),
)
async def hide_own_badge(
    badge_id: BadgeId, me: Me, once: Once, session: Transaction, now: Now
) -> HeldAgainst:
    """For your safety, without a word of explanation: the public hears `paused`, never why.

    It ends by itself after 72 hours unless a reviewer of another institution confirms it, and
    before that whenever you want.
    """
    first = Decider(me.principal, frozenset())
    async with past_the_fence(session):
        measure = await service.hide(session, badge_id, first, now, holder=me.id)
    return HeldAgainst.of(measure, now)


@router.delete(
    "/me/badges/{badge_id}/hiding",
    status_code=204,
    summary="Show your badge again",
    responses=problems(BadgeUnknown, errors.NotHiddenByHolder, NotEnrolled),
)
async def show_own_badge(badge_id: BadgeId, me: Me, session: Transaction, now: Now) -> None:
    """Only what you hid yourself, and only until a reviewer has confirmed it."""
    async with past_the_fence(session):
        await service.show(session, badge_id, me, now)


@router.post(
    "/badges/{badge_id}/hiding",
    status_code=201,
    summary="Hide a colleague's badge at once",
    responses=problems(BadgeStateConflict, BadgeUnknown, errors.PausedInVain),
)
async def hide_badge(
    badge_id: BadgeId, caller: Reporter, once: Once, session: Transaction, now: Now
) -> HeldAgainst:
    """For the safety of an officer of your own institution; the holder reads it, the public only
    `paused`. It ends after 72 hours unless a reviewer of another institution confirms it; one
    that ended so cannot be repeated by you or your institution.
    """
    first = Decider(caller.principal, caller.institutions)
    return HeldAgainst.of(await service.hide(session, badge_id, first, now), now)

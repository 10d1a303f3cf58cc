"""HTTP for measures on badges. No decisions here."""

from registry.badges.badge.errors import BadgeStateConflict, BadgeUnknown
from registry.badges.badge.schemas import BadgeId
from registry.badges.measures import service
from registry.badges.measures.errors import ConflictOfInterest, NeverSuspended, ReviewDateOutOfRange
from registry.badges.measures.schemas import (
    HeldAgainst,
    ReinstateBadge,
    ReviewedBadge,
    SuspendBadge,
)
from registry.callers import Me, Reviewer
from registry.people.officers.errors import NotEnrolled
from shared.clock import Now
from shared.database import Transaction
from shared.web.idempotency import Once
from shared.web.openapi import problems
from shared.web.routing import api_router

router = api_router(tags=["badges"])


@router.post(
    "/v1/badges/{badge_id}/suspensions",
    status_code=201,
    summary="Pause a badge",
    responses=problems(BadgeUnknown, BadgeStateConflict, ConflictOfInterest, ReviewDateOutOfRange),
)
async def suspend_badge(
    badge_id: BadgeId,
    order: SuspendBadge,
    caller: Reviewer,
    once: Once,
    session: Transaction,
    now: Now,
) -> ReviewedBadge:
    """Pause a badge of another institution. The public hears `paused`, never why."""
    badge = await service.suspend(
        session,
        badge_id,
        reason=order.reason_code,
        case=order.case,
        review_on=order.review_on,
        caller=caller,
        now=now,
    )
    return ReviewedBadge.of(badge)


@router.post(
    "/v1/badges/{badge_id}/reinstatements",
    status_code=201,
    summary="Put a paused badge back into force",
    responses=problems(BadgeUnknown, BadgeStateConflict, ConflictOfInterest),
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

    Of a badge that ended while paused only the pause is lifted, so that its holder may get a new
    one.
    """
    badge = await service.reinstate(session, badge_id, case=order.case, caller=caller, now=now)
    return ReviewedBadge.of(badge)


@router.get(
    "/v1/me/badges/{badge_id}/suspension",
    summary="Why is your badge paused?",
    responses=problems(BadgeUnknown, NeverSuspended, NotEnrolled),
)
async def read_own_suspension(badge_id: BadgeId, me: Me, session: Transaction) -> HeldAgainst:
    """Reason, case and review date of the latest pause; who decided is not told here."""
    measure = await service.last_suspension(session, badge_id, me)
    return HeldAgainst.of(measure)

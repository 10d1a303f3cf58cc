"""Use cases: pause a badge, put it back into force."""

from datetime import date, datetime
from uuid import UUID, uuid4

from registry.badges.badge import queries as badge_queries
from registry.badges.badge import service as badges
from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.rules import LIVE, Act, BadgeFacts
from registry.badges.badge.tables import Badge
from registry.badges.measures import queries
from registry.badges.measures.errors import ConflictOfInterest, NeverSuspended, ReviewDateOutOfRange
from registry.badges.measures.rules import (
    SuspensionReason,
    has_conflict_of_interest,
    is_review_date,
)
from registry.badges.measures.tables import BadgeMeasure
from shared.calendar import JAKARTA
from shared.caller import Caller
from shared.database import Session


async def suspend(
    session: Session,
    badge_id: UUID,
    *,
    reason: SuspensionReason,
    case: str,
    review_on: date,
    reviewer: Caller,
    now: datetime,
) -> Badge:
    """Pause a badge until somebody reinstates or ends it; the date says when to look again."""
    if not is_review_date(review_on, now.astimezone(JAKARTA).date()):
        raise ReviewDateOutOfRange
    badge = await _reviewed(session, badge_id, reviewer)
    badge.state = badges.state_after(badge, Act.SUSPEND)
    measure = _measure(badge, Act.SUSPEND, case, reviewer, now)
    measure.reason_code, measure.review_on = reason, review_on
    return await _decide(session, badge, measure, "badge.suspended.v1")


async def reinstate(
    session: Session, badge_id: UUID, *, case: str, reviewer: Caller, now: datetime
) -> Badge:
    """Put a paused badge back into force; of one that ended paused, only the pause is lifted."""
    badge = await _reviewed(session, badge_id, reviewer)
    measure = _measure(badge, Act.REINSTATE, case, reviewer, now)
    if badge.suspended_at is not None and badge.state not in LIVE:
        return await _decide(session, badge, measure, None)
    badge.state = badges.state_after(badge, Act.REINSTATE)
    return await _decide(session, badge, measure, "badge.reinstated.v1")


async def last_suspension(session: Session, badge_id: UUID, principal: str) -> BadgeMeasure:
    """Why the caller's own badge is, or was last, paused."""
    badge = await badges.own_badge(session, badge_id, principal)
    measure = await queries.last_suspension(session, badge.id)
    if measure is None:
        raise NeverSuspended
    return measure


async def _reviewed(session: Session, badge_id: UUID, reviewer: Caller) -> Badge:
    """A badge on which this reviewer may decide."""
    badge = await badge_queries.badge_to_change(session, badge_id)
    if badge is None:
        raise BadgeUnknown(badge_id=str(badge_id))
    if has_conflict_of_interest(reviewer.institutions, badge.institution):
        raise ConflictOfInterest(institution=badge.institution)
    return badge


def _measure(badge: Badge, act: Act, case: str, reviewer: Caller, now: datetime) -> BadgeMeasure:
    return BadgeMeasure(
        id=uuid4(),
        badge_id=badge.id,
        institution=badge.institution,
        act=act,
        case=case,
        decided_by=reviewer.principal,
        decided_at=now,
    )


async def _decide(session: Session, badge: Badge, measure: BadgeMeasure, told: str | None) -> Badge:
    badge.suspended_at = measure.decided_at if measure.act == Act.SUSPEND else None
    badge.version += 1
    await queries.keep_measure(session, measure)
    facts = BadgeFacts(badge.id, badge.account_id, badge.platform, badge.handle, badge.institution)
    if told:
        now, actor = measure.decided_at, measure.decided_by
        await badges.tell(session, told, [facts], now, actor=actor)
    return badge

"""Use cases: pause a badge, put it back into force."""

from datetime import date, datetime
from uuid import UUID, uuid4

from registry.badges.badge import service as badges
from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.rules import Act
from registry.badges.badge.tables import Badge
from registry.badges.measures import queries
from registry.badges.measures.errors import ConflictOfInterest, NeverSuspended, ReviewDateOutOfRange
from registry.badges.measures.rules import (
    SuspensionReason,
    has_conflict_of_interest,
    is_review_date,
)
from registry.badges.measures.tables import BadgeMeasure
from registry.callers import Participant
from shared.calendar import day_of
from shared.caller import Caller
from shared.database import Session


async def suspend(
    session: Session,
    badge_id: UUID,
    *,
    reason: SuspensionReason,
    case: str,
    review_on: date,
    caller: Caller,
    now: datetime,
) -> Badge:
    """Pause a badge until somebody reinstates or ends it; the date says when to look again."""
    if not is_review_date(review_on, day_of(now)):
        raise ReviewDateOutOfRange
    badge = await _reviewed(session, badge_id, caller)
    await badges.pause(session, badge, principal=caller.principal, now=now)
    measure = _measure(badge, Act.SUSPEND, case, caller, now)
    measure.reason_code, measure.review_on = reason, review_on
    await queries.keep_measure(session, measure)
    return badge


async def reinstate(
    session: Session, badge_id: UUID, *, case: str, caller: Caller, now: datetime
) -> Badge:
    """Put a paused badge back into force; of one that ended paused, only the pause is lifted."""
    badge = await _reviewed(session, badge_id, caller)
    await badges.resume(session, badge, principal=caller.principal, now=now)
    await queries.keep_measure(session, _measure(badge, Act.REINSTATE, case, caller, now))
    return badge


async def last_suspension(session: Session, badge_id: UUID, me: Participant) -> BadgeMeasure:
    """Why the caller's own badge is, or was last, paused."""
    if not await queries.is_badge_of(session, badge_id, me.id):
        raise BadgeUnknown(badge_id=str(badge_id))
    measure = await queries.last_suspension(session, badge_id)
    if measure is None:
        raise NeverSuspended
    return measure


async def _reviewed(session: Session, badge_id: UUID, caller: Caller) -> Badge:
    """A badge on which this reviewer may decide."""
    badge = await badges.badge_to_review(session, badge_id)
    if has_conflict_of_interest(caller.institutions, badge.institution):
        raise ConflictOfInterest(institution=badge.institution)
    return badge


def _measure(badge: Badge, act: Act, case: str, caller: Caller, now: datetime) -> BadgeMeasure:
    return BadgeMeasure(
        id=uuid4(),
        badge_id=badge.id,
        institution=badge.institution,
        act=act,
        case=case,
        decided_by=caller.principal,
        decided_at=now,
    )

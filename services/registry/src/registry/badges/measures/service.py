"""Use cases: pause a badge, confirm the pause or let it lapse, put the badge back into force."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from registry.badges.badge import service as badges
from registry.badges.badge.errors import BadgeUnknown
from registry.badges.badge.rules import Act, PauseCause
from registry.badges.badge.tables import Badge
from registry.badges.cases import service as cases
from registry.badges.cases.errors import CaseClosed, ConflictOfInterest
from registry.badges.cases.rules import Concerned
from registry.badges.measures import queries
from registry.badges.measures.errors import (
    NeverSuspended,
    NotHiddenByHolder,
    PausedInVain,
    ReviewDateOutOfRange,
    SecondReviewerNeeded,
    SecondToLiftNeeded,
    SuspensionSettled,
    SuspensionUnknown,
)
from registry.badges.measures.rules import (
    ALONE,
    Decider,
    Step,
    SuspensionReason,
    SuspensionState,
    is_review_date,
)
from registry.badges.measures.tables import BadgeMeasure
from registry.callers import Participant
from shared.calendar import day_of
from shared.caller import Caller
from shared.database import Session
from shared.events.log import record
from shared.versions import check_version

BATCH = 100


async def suspend(
    session: Session,
    badge_id: UUID,
    *,
    reason: SuspensionReason,
    case: str,
    review_on: date,
    caller: Caller,
    now: datetime,
) -> tuple[Badge, BadgeMeasure]:
    """Pause a badge for 72 hours; for longer somebody else confirms it."""
    if not is_review_date(review_on, day_of(now)):
        raise ReviewDateOutOfRange
    await cases.may_decide(session, badge_id, caller)
    badge = await badges.badge_to_review(session, badge_id)
    known = await cases.case_on(session, badge, case)
    if known.closed:
        raise CaseClosed(badge_id=str(badge_id))
    if await queries.paused_in_vain(
        session, badge.officer_id, principal=caller.principal, institutions=caller.institutions
    ):
        raise PausedInVain
    await badges.pause(
        session, badge, cause=PauseCause.MEASURE, principal=caller.principal, now=now
    )
    measure = _measure(badge, Act.SUSPEND, known.id, _decider(caller), now)
    measure.reason_code, measure.review_on = reason, review_on
    measure.state, measure.lapses_at = SuspensionState.PROVISIONAL, now + ALONE
    await queries.keep_measure(session, measure)
    return badge, measure


async def confirm(
    session: Session, suspension_id: UUID, *, version: int, caller: Caller, now: datetime
) -> BadgeMeasure:
    """A second person, of a third institution, holds the pause to be right."""
    measure, concerned = await suspension(session, suspension_id, caller, held=True)
    standing = measure.standing
    after = standing.after(Step.CONFIRM, now)
    if after is None:
        raise SuspensionSettled(state=standing.now_is(now))
    if not standing.may_confirm(_decider(caller)):
        raise SecondReviewerNeeded
    check_version(version, measure.version)
    measure.state, measure.confirmed_by, measure.confirmed_at = after, caller.principal, now
    measure.version += 1
    await queries.keep_measure(session, measure)
    holder, by = concerned.officer_id, caller.principal
    await _tell(session, "suspension.confirmed.v1", measure, holder, now, by=by)
    return measure


async def reinstate(
    session: Session, badge_id: UUID, *, case: str, caller: Caller, now: datetime
) -> tuple[Badge, BadgeMeasure | None]:
    """Put a paused badge back into force; of one that ended paused, only the pause is lifted.

    What two confirmed ends when two agree: the first wish only waits for the second.
    """
    await cases.may_decide(session, badge_id, caller)
    badge = await badges.badge_to_review(session, badge_id)
    known = await cases.case_on(session, badge, case)
    measure = await queries.suspension_in_effect(session, badge_id)
    if measure is not None and not await _is_lifted(session, badge, measure, caller, now):
        return badge, measure
    await badges.resume(
        session, badge, cause=PauseCause.MEASURE, principal=caller.principal, now=now
    )
    await queries.keep_measure(
        session, _measure(badge, Act.REINSTATE, known.id, _decider(caller), now)
    )
    return badge, None


async def _is_lifted(
    session: Session, badge: Badge, measure: BadgeMeasure, caller: Caller, now: datetime
) -> bool:
    """Take this person's step towards the end of the pause, and say whether it was the last."""
    standing = measure.standing
    step = standing.way_out(_decider(caller), now)
    after = standing.after(step, now) if step else None
    if after is None:
        raise SecondToLiftNeeded
    measure.state = after
    measure.version += 1
    if step is Step.PROPOSE_LIFT:
        measure.lift_wished_by, measure.lift_wished_at = caller.principal, now
        measure.lift_wished_from = sorted(caller.institutions)
        holder, by = badge.officer_id, caller.principal
        await _tell(session, "suspension.lift_wished.v1", measure, holder, now, by=by)
    await queries.keep_measure(session, measure)
    return step is Step.LIFT


async def hide(
    session: Session, badge_id: UUID, first: Decider, now: datetime, *, holder: UUID | None = None
) -> BadgeMeasure:
    """Pause a badge at once for the safety of its holder, who asks or whose institution does.

    A reviewer of another institution confirms it as any other pause, or it lapses.
    """
    badge = await badges.badge_to_review(session, badge_id, holder=holder)
    if holder is None:
        await _may_hide(session, badge, first)
    await badges.pause(session, badge, cause=PauseCause.MEASURE, principal=first.principal, now=now)
    case = await cases.note_danger(session, badge, first.principal, now)
    measure = _measure(badge, Act.SUSPEND, case, first, now)
    measure.reason_code, measure.review_on = SuspensionReason.HOLDER_IN_DANGER, day_of(now)
    measure.state, measure.lapses_at = SuspensionState.PROVISIONAL, now + ALONE
    await queries.keep_measure(session, measure)
    return measure


async def _may_hide(session: Session, badge: Badge, first: Decider) -> None:
    """Somebody of the own institution, whose last pause of this holder was not in vain."""
    if badge.institution not in first.institutions:
        raise BadgeUnknown(badge_id=str(badge.id))
    if await queries.paused_in_vain(
        session, badge.officer_id, principal=first.principal, institutions=first.institutions
    ):
        raise PausedInVain


async def show(session: Session, badge_id: UUID, me: Participant, now: datetime) -> None:
    """The holder ends what the holder began, while nobody else has confirmed it."""
    badge = await badges.badge_to_review(session, badge_id, holder=me.id)
    measure = await queries.suspension_in_effect(session, badge_id)
    if measure is None or not measure.standing.is_own(me.principal, now):
        raise NotHiddenByHolder
    measure.state = SuspensionState.LIFTED
    measure.version += 1
    await queries.keep_measure(session, measure)
    await badges.resume(session, badge, cause=PauseCause.MEASURE, principal=me.principal, now=now)


async def forget_reports(session: Session, now: datetime) -> None:
    """Let go of the words of old reports, but not while a badge is paused on them."""
    in_effect = await queries.cases_in_effect(session)
    await cases.forget_texts(session, now, but=[UUID(case) for case in in_effect])


async def overdue(session: Session, now: datetime) -> Sequence[tuple[UUID, UUID]]:
    """Suspensions nobody confirmed in time, up to a batch, with their badges."""
    return await queries.overdue(session, now, limit=BATCH)


async def lapse(session: Session, suspension_id: UUID, badge_id: UUID, now: datetime) -> None:
    """End a pause nobody confirmed in time, unless somebody settled it meanwhile."""
    badge = await badges.badge_to_review(session, badge_id)
    found = await queries.suspension(session, suspension_id, held=True)
    after = found[0].standing.after(Step.LAPSE, now) if found else None
    if found is None or after is None:
        return
    measure = found[0]
    measure.state = after
    measure.version += 1
    await queries.keep_measure(session, measure)
    await badges.resume(session, badge, cause=PauseCause.MEASURE, now=now)
    await _tell(session, "suspension.lapsed.v1", measure, badge.officer_id, now)


async def suspension(
    session: Session, suspension_id: UUID, caller: Caller, *, held: bool = False
) -> tuple[BadgeMeasure, Concerned]:
    """A suspension of a badge on which this reviewer may decide, and whom it concerns."""
    found = await queries.suspension(session, suspension_id, held=held)
    if found is None:
        raise SuspensionUnknown(suspension_id=str(suspension_id))
    if found[1].has_conflict(caller.principal, caller.institutions):
        raise ConflictOfInterest(institution=found[1].institution)
    return found


async def last_suspension(session: Session, badge_id: UUID, me: Participant) -> BadgeMeasure:
    """Why the caller's own badge is, or was last, paused."""
    if not await queries.is_badge_of(session, badge_id, me.id):
        raise BadgeUnknown(badge_id=str(badge_id))
    measure = await queries.last_suspension(session, badge_id)
    if measure is None:
        raise NeverSuspended
    return measure


def _decider(caller: Caller) -> Decider:
    return Decider(caller.principal, caller.institutions)


def _measure(badge: Badge, act: Act, case: UUID, by: Decider, now: datetime) -> BadgeMeasure:
    return BadgeMeasure(
        id=uuid4(),
        badge_id=badge.id,
        institution=badge.institution,
        act=act,
        case=str(case),
        decided_by=by.principal,
        decided_from=sorted(by.institutions),
        decided_at=now,
        version=1,
    )


async def _tell(
    session: Session,
    type: str,
    measure: BadgeMeasure,
    holder: UUID | None,
    now: datetime,
    *,
    by: str | None = None,
) -> None:
    await record(
        session,
        type=type,
        subject=str(measure.badge_id),
        data={"suspension_id": str(measure.id), "badge_id": str(measure.badge_id)},
        person=holder,
        internal=True,
        actor=by,
        now=now,
    )

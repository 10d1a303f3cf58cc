"""Use cases: grant by rule, renew, pause, reinstate, end. No machine ends a badge in force."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from registry.accounts.account.tables import Account
from registry.badges.badge import queries
from registry.badges.badge.errors import (
    BadgeStateConflict,
    BadgeUnknown,
)
from registry.badges.badge.rules import (
    LIFE,
    RENEWAL_WINDOW,
    AccountFacts,
    Act,
    BadgeFacts,
    BadgeState,
    Candidate,
    Condition,
    EndReason,
    PublicBadge,
    after,
    missing_conditions,
)
from registry.badges.badge.tables import Badge
from registry.people.consents.rules import Purpose
from registry.people.officers import queries as officers
from registry.people.officers.errors import NotEnrolled
from registry.people.officers.rules import OfficerState, Standing
from shared.calendar import JAKARTA
from shared.clock import current_time
from shared.database import Session
from shared.events import Event
from shared.events.log import record_all
from shared.versions import check_version

BATCH = 500


async def reconsider(session: Session, officer_ids: Collection[UUID], now: datetime) -> None:
    """Grant every badge that now lacks nothing, in the transaction of what came last."""
    if not officer_ids:
        return
    await queries.take_turn(session, officer_ids)
    ready = [
        _badge(account, now)
        for account, missing in await _judged(session, officer_ids, now)
        if not missing and not account.carries_badge
    ]
    if ready:
        granted = await queries.grant(session, ready)
        await tell(session, "badge.granted.v1", granted, now)


async def conditions_of(
    session: Session, officer_id: UUID, now: datetime
) -> dict[UUID, tuple[Condition, ...]]:
    """What each of the officer's accounts still lacks for its badge."""
    judged = await _judged(session, [officer_id], now)
    return {account.id: missing for account, missing in judged}


async def end_badges_of(session: Session, officer_id: UUID, reason: str, now: datetime) -> None:
    """End every badge of an officer who stops; the words of ``EndReason`` say why."""
    await queries.take_turn(session, [officer_id])
    ended = await queries.end_badges(
        session, BadgeState.RETURNED, EndReason(reason), now, officer_id=officer_id
    )
    await tell(session, "badge.ended.v1", ended, now)


async def end_badge_on(
    session: Session, account: Account, reason: EndReason, now: datetime
) -> None:
    """End the badge an account carries, if any."""
    await queries.take_turn(session, [account.officer_id])
    ended = await queries.end_badges(
        session, BadgeState.RETURNED, reason, now, account_id=account.id
    )
    await tell(session, "badge.ended.v1", ended, now)


async def public_badge(session: Session, badge_id: UUID) -> PublicBadge:
    """A badge as everybody may know it."""
    badge = await queries.public_badge(session, badge_id)
    if badge is None:
        raise BadgeUnknown(badge_id=str(badge_id))
    return badge


async def own_badge(session: Session, badge_id: UUID, principal: str) -> Badge:
    """One of the caller's own badges, held for this transaction."""
    officer = await officers.officer_of(session, principal)
    if officer is None:
        raise NotEnrolled
    badge = await queries.badge_to_change(session, badge_id, holder=officer.id)
    if badge is None:
        raise BadgeUnknown(badge_id=str(badge_id))
    return badge


async def return_badge(
    session: Session, badge_id: UUID, *, version: int, principal: str, now: datetime
) -> None:
    """The holder gives the badge back, without a reason; the account stays linked."""
    badge = await own_badge(session, badge_id, principal)
    check_version(version, badge.version)
    state_after(badge, Act.RETURN)
    ended = await queries.end_badges(
        session,
        BadgeState.RETURNED,
        EndReason.RETURNED_BY_HOLDER,
        now,
        badge_ids=[badge_id],
    )
    await tell(session, "badge.ended.v1", ended, now, actor=principal)


async def expire_lapsed(session: Session, now: datetime) -> int:
    """End up to a batch of badges past their date; how many."""
    lapsed = await queries.lapsed_badges(session, now, limit=BATCH)
    if lapsed:
        ended = await queries.end_badges(
            session, BadgeState.EXPIRED, EndReason.EXPIRED, now, badge_ids=lapsed
        )
        await tell(session, "badge.ended.v1", ended, now)
    return len(lapsed)


async def renew_due(
    session: Session, now: datetime, last: tuple[datetime, UUID] | None
) -> tuple[datetime, UUID] | None:
    """Renew a batch of badges that end soon and still lack nothing; where the next batch begins."""
    soon = now + RENEWAL_WINDOW
    due = await queries.badges_due(session, soon, after=last, limit=BATCH)
    if not due:
        return None
    officer_ids = {officer_id for _, _, officer_id in due}
    await queries.take_turn(session, officer_ids)
    judged = await _judged(session, officer_ids, now)
    ready = [account.id for account, missing in judged if not missing]
    renewed = await queries.renew(session, ready, due=soon, life=LIFE)
    await tell(session, "badge.renewed.v1", renewed, now)
    return due[-1][:2]


async def take_decision(session: Session, event: Event) -> None:
    """Keep verification's latest word on an account; an eligible one may lack nothing now."""
    told = event.data
    account_id = UUID(told["account_id"])
    officer_id = await queries.officer_behind(session, account_id)
    if officer_id is None:
        return
    kept = await queries.keep_eligibility(
        session,
        {
            "account_id": account_id,
            "decision": told["decision"],
            "policy": told["policy"],
            "week": told["week"],
            "decided_at": datetime.fromisoformat(told["decided_at"]),
            "valid_until": datetime.fromisoformat(told["valid_until"]),
        },
    )
    if kept and told["decision"] == "eligible":
        await reconsider(session, [officer_id], current_time())


async def _judged(
    session: Session, officer_ids: Collection[UUID], now: datetime
) -> list[tuple[AccountFacts, tuple[Condition, ...]]]:
    """The officers' accounts, each with the conditions it lacks; two statements for any number."""
    standings = {one.officer_id: one for one in await officers.standing_of(session, officer_ids)}
    return [
        (account, missing_conditions(_candidate(account, standing, now), now))
        for account in await queries.accounts_of(session, officer_ids)
        if (standing := standings.get(account.officer_id))
    ]


def _candidate(account: AccountFacts, standing: Standing, now: datetime) -> Candidate:
    today = now.astimezone(JAKARTA).date()
    return Candidate(
        control_proven=account.linked,
        trained=standing.trained_until is not None and standing.trained_until >= today,
        eligibility=account.eligibility,
        consent_given=standing.consents.issuperset(Purpose),
        pledge_accepted=standing.pledged,
        officer_active=standing.state is OfficerState.ACTIVE,
        institution_may_badge=standing.may_hold_badges,
        given_back=account.given_back,
        under_measure=account.under_measure,
    )


def _badge(account: AccountFacts, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid4(),
        "account_id": account.id,
        "officer_id": account.officer_id,
        "institution": account.institution,
        "platform": account.platform,
        "handle": account.handle,
        "handle_key": account.handle_key,
        "state": BadgeState.ACTIVE,
        "valid_from": now,
        "valid_until": now + LIFE,
        "version": 1,
    }


def state_after(badge: Badge, act: Act) -> BadgeState:
    """The state the act leads to, when it fits the badge's state."""
    state = after(BadgeState(badge.state), act)
    if state is None:
        raise BadgeStateConflict(state=badge.state)
    return state


async def tell(
    session: Session,
    type: str,
    badges: Iterable[BadgeFacts],
    now: datetime,
    *,
    actor: str | None = None,
) -> None:
    """Record the same event for each badge; it names the account, never the person."""
    happenings = [
        (type, str(badge.id), {"badge_id": str(badge.id), **_account_told(badge)})
        for badge in badges
    ]
    await record_all(session, happenings, actor=actor, now=now)


def _account_told(badge: BadgeFacts) -> dict[str, str]:
    return {
        "account_id": str(badge.account_id),
        "platform": badge.platform,
        "handle": badge.handle,
        "institution": badge.institution,
    }

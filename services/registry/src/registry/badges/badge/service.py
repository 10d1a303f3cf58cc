"""Use cases: grant by rule, renew, pause, resume, end. No machine ends a badge in force."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from registry.accounts.account.errors import AccountUnknown
from registry.accounts.account.rules import lifecycle
from registry.badges.badge import queries, rules
from registry.badges.badge.errors import BadgeStateConflict, BadgeUnknown
from registry.badges.badge.rules import (
    AccountFacts,
    Act,
    BadgeFacts,
    BadgeState,
    Condition,
    EndReason,
    PauseCause,
    PublicBadge,
    after,
    missing_conditions,
)
from registry.badges.badge.tables import Badge
from registry.badges.decisions import service as decisions
from registry.badges.decisions.rules import AccountEligible
from registry.badges.holds import service as holds
from registry.badges.holds.service import key_once_erased
from registry.callers import Participant
from registry.people.consents.rules import ConsentGiven
from registry.people.training.rules import TrainingPassed
from registry.sealing import Vault
from shared.calendar import day_of
from shared.database import Session
from shared.events.log import Happening, record_all
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
        await _tell(session, "badge.granted.v1", granted, now)


async def reconsider_officer(
    session: Session, fact: ConsentGiven | lifecycle.AccountLinked | AccountEligible
) -> None:
    """Something of one officer got better."""
    await reconsider(session, [fact.officer_id], fact.at)


async def reconsider_trained(session: Session, fact: TrainingPassed) -> None:
    """A whole course got better."""
    await reconsider(session, fact.officer_ids, fact.at)


async def conditions_of(
    session: Session, account_id: UUID, me: Participant, now: datetime
) -> tuple[Condition, ...]:
    """What one of the caller's accounts still lacks for its badge."""
    if not await queries.is_account_of(session, account_id, me.id):
        raise AccountUnknown(account_id=str(account_id))
    judged = await _judged(session, [me.id], now)
    unlinked = (Condition.CONTROL_PROVEN,)
    return next((missing for account, missing in judged if account.id == account_id), unlinked)


async def end_badges_of(
    session: Session, officer_id: UUID, reason: EndReason, now: datetime
) -> None:
    """End every badge of an officer who stops."""
    await queries.take_turn(session, [officer_id])
    await _end(session, rules.OfOfficer(officer_id), Act.RETURN, reason, now)


async def end_badge_on(session: Session, fact: lifecycle.AccountLetGo) -> None:
    """End the badge an account carries, if any."""
    await queries.take_turn(session, [fact.officer_id])
    which, reason = rules.OnAccount(fact.account_id), EndReason.ACCOUNT_UNLINKED
    await _end(session, which, Act.RETURN, reason, fact.at)


async def public_badge(session: Session, badge_id: UUID) -> PublicBadge:
    """A badge as everybody may know it."""
    badge = await queries.public_badge(session, badge_id)
    if badge is None:
        raise BadgeUnknown(badge_id=str(badge_id))
    return badge


async def badge_to_review(session: Session, badge_id: UUID, *, holder: UUID | None = None) -> Badge:
    """Anybody's badge, held for this transaction; after its officer, as every other change does."""
    officer_id = await queries.holder_of(session, badge_id)
    if officer_id is not None:
        await queries.take_turn(session, [officer_id])
    badge = await queries.badge_to_change(session, badge_id, holder=holder)
    if badge is None:
        raise BadgeUnknown(badge_id=str(badge_id))
    return badge


async def own_badge(session: Session, badge_id: UUID, me: Participant) -> Badge:
    """One of the caller's own badges, held for this transaction."""
    return await badge_to_review(session, badge_id, holder=me.id)


async def return_badge(
    session: Session, badge_id: UUID, *, version: int, me: Participant, now: datetime
) -> None:
    """The holder gives the badge back, without a reason; the account stays linked."""
    badge = await own_badge(session, badge_id, me)
    check_version(version, badge.version)
    badge.state = state_after(badge, Act.RETURN)
    badge.ended_at, badge.end_reason = now, EndReason.RETURNED_BY_HOLDER
    await _keep(session, badge)
    await _tell(session, "badge.ended.v1", [_facts(badge)], now, principal=me.principal)


async def pause(
    session: Session,
    badge: Badge,
    *,
    cause: PauseCause,
    principal: str | None = None,
    now: datetime,
) -> None:
    """Out of force until every cause is gone, or somebody ends it."""
    if not badge.pauses:
        badge.state, badge.suspended_at = state_after(badge, Act.SUSPEND), now
    elif cause in badge.pauses or badge.state not in rules.LIVE:
        raise BadgeStateConflict(state=badge.state)
    newly = not badge.pauses
    badge.pauses = [*badge.pauses, cause]
    await _keep(session, badge)
    await holds.place(
        session, badge.id, officer_id=badge.officer_id, account_id=badge.account_id, now=now
    )
    if newly:
        await _tell(session, "badge.suspended.v1", [_facts(badge)], now, principal=principal)


async def resume(
    session: Session,
    badge: Badge,
    *,
    cause: PauseCause,
    principal: str | None = None,
    now: datetime,
) -> None:
    """Take a cause away; the last one puts a live badge back in force, lets an ended one go."""
    if cause not in badge.pauses:
        raise BadgeStateConflict(state=badge.state)
    badge.pauses = [other for other in badge.pauses if other != cause]
    lifted, ended = not badge.pauses, badge.state not in rules.LIVE
    if lifted:
        badge.state = badge.state if ended else state_after(badge, Act.REINSTATE)
        badge.suspended_at = None
        await holds.lift(session, badge.id)
    await _keep(session, badge)
    if lifted and not ended and badge.account_state == lifecycle.AccountState.LINKED:
        await _tell(session, "badge.reinstated.v1", [_facts(badge)], now, principal=principal)


async def heed_account(session: Session, fact: lifecycle.AccountStateChanged) -> None:
    """Out of force while the account is not as proven; no measure, so it lapses at no hour."""
    await queries.take_turn(session, [fact.officer_id])
    for state, badge in await queries.mark_account(session, fact.account_id, fact.state):
        in_force = fact.state is lifecycle.AccountState.LINKED and state is BadgeState.ACTIVE
        told = "badge.reinstated.v1" if in_force else "badge.suspended.v1"
        await _tell(session, told, [badge], fact.at)


async def follow_account(session: Session, fact: lifecycle.NewNameConfirmed) -> None:
    """The badge in force ends under the old name and goes on under the new, not a day longer."""
    await queries.take_turn(session, [fact.officer_id])
    which, reason = rules.OnAccount(fact.account_id), EndReason.ACCOUNT_RENAMED
    ended = await _end(session, which, Act.RETURN, reason, fact.at, by=fact.principal)
    granted = await queries.succeed(session, [badge.id for badge in ended], fact.name, fact.at)
    await _tell(session, "badge.granted.v1", granted, fact.at, principal=fact.principal)


async def expire_lapsed(session: Session, now: datetime) -> int:
    """End up to a batch of badges past their date; how many."""
    lapsed = await queries.lapsed_badges(session, now, limit=BATCH)
    if lapsed:
        await _end(session, rules.Listed(lapsed), Act.EXPIRE, EndReason.EXPIRED, now)
    return len(lapsed)


async def renew_due(
    session: Session, now: datetime, last: tuple[datetime, UUID] | None
) -> tuple[datetime, UUID] | None:
    """Renew a batch of badges that end soon and still lack nothing; where the next batch begins."""
    soon = now + rules.RENEWAL_WINDOW
    due = await queries.badges_due(session, soon, after=last, limit=BATCH)
    if not due:
        return None
    officer_ids = {officer_id for _, _, officer_id in due}
    await queries.take_turn(session, officer_ids)
    judged = await _judged(session, officer_ids, now)
    ready = [account.id for account, missing in judged if not missing]
    renewed = await queries.renew(session, ready, due=soon, life=rules.LIFE)
    await _tell(session, "badge.renewed.v1", renewed, now)
    return due[-1][:2]


def state_after(badge: Badge, act: Act) -> BadgeState:
    """The state the act leads to, when it fits the badge's state."""
    state = after(BadgeState(badge.state), act)
    if state is None:
        raise BadgeStateConflict(state=badge.state)
    return state


async def _judged(
    session: Session, officer_ids: Collection[UUID], now: datetime
) -> list[tuple[AccountFacts, tuple[Condition, ...]]]:
    """The officers' accounts, each with the conditions it lacks; one statement for any number."""
    today = day_of(now)
    return [
        (account, missing_conditions(account.candidate(today), now))
        for account in await queries.accounts_of(session, officer_ids)
    ]


def _badge(account: AccountFacts, now: datetime) -> dict[str, Any]:
    taken = ("officer_id", "institution", "platform", "handle", "handle_key")
    return {
        **{name: getattr(account, name) for name in taken},
        "id": uuid4(),
        "account_id": account.id,
        "state": BadgeState.ACTIVE,
        "valid_from": now,
        "valid_until": now + rules.LIFE,
        "version": 1,
    }


async def _end(
    session: Session, which: rules.Which, act: Act, reason: EndReason, now: datetime, by: str = ""
) -> list[BadgeFacts]:
    ended = await queries.end_badges(session, which, rules.TRANSITIONS[act], reason, now)
    await _tell(session, "badge.ended.v1", ended, now, principal=by or None)
    return ended


async def _keep(session: Session, badge: Badge) -> None:
    badge.version += 1
    await queries.keep_badge(session, badge)


def _facts(badge: Badge) -> BadgeFacts:
    return BadgeFacts(**{fact.name: getattr(badge, fact.name) for fact in fields(BadgeFacts)})


async def _tell(
    session: Session,
    type: str,
    badges: Iterable[BadgeFacts],
    now: datetime,
    *,
    principal: str | None = None,
) -> None:
    """Record the same event for each badge; it names the account, never the person."""
    told = [Happening(type, str(badge.id), _told(badge), badge.officer_id) for badge in badges]
    await record_all(session, told, actor=principal, now=now)


def _told(badge: BadgeFacts) -> dict[str, str]:
    return {
        "badge_id": str(badge.id),
        "account_id": str(badge.account_id),
        "platform": badge.platform,
        "handle": badge.handle,
        "institution": badge.institution,
    }


async def forget(session: Session, vault: Vault, officer_id: UUID) -> None:
    """Of an erased officer's badges it stays that they were, and ended; no address, no verdict."""
    addresses = await queries.addresses_of(session, officer_id)
    keys = {id: key_once_erased(vault, platform, key) for id, platform, key in addresses}
    await queries.forget_addresses(session, keys)
    await decisions.forget(session, officer_id)

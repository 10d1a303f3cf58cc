"""Use cases: look at the accounts that are due, and let follow what was found."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Any
from uuid import UUID

from registry.accounts.account import service as accounts
from registry.accounts.account.errors import AccountUnknown, NameOfNoWatchedAccount
from registry.accounts.account.rules.lifecycle import (
    AccountLinked,
    AccountState,
    AccountStateChanged,
)
from registry.accounts.account.tables import Account
from registry.accounts.connectors.posts import UNKNOWN, Activity
from registry.accounts.connectors.profiles import NotNow
from registry.accounts.sightings import queries
from registry.accounts.sightings.queries import Turn
from registry.accounts.sightings.rules import (
    Behind,
    Counted,
    Look,
    Missed,
    Standing,
    after,
    moved_by_tip,
    next_look,
    posts_within,
    weeks_owed,
)
from registry.accounts.sightings.tables import AccountSighting
from registry.callers import Participant
from shared.calendar import IsoWeek
from shared.database import Session
from shared.events.log import Happening, record_all
from shared.jobs import enqueue

JOB = "look_at_due_accounts"
LEASE = timedelta(seconds=60)
"""Longer than the questions about a round of accounts may take, their posts among them."""
AGAIN_AFTER = timedelta(minutes=5)
LATELY = timedelta(days=1)
_LOT = SystemRandom()


async def watch(session: Session, fact: AccountLinked) -> None:
    """A proof was read just now; the first look is next week's."""
    await queries.watch(
        session,
        fact.account_id,
        institution=await queries.institution_of(session, fact.account_id),
        due_at=next_look(fact.at, _LOT.random),
        told_week=IsoWeek.of(fact.at).monday,
    )


async def note_change(session: Session, fact: AccountStateChanged) -> None:
    """Since when the account stands so. Whoever lost a name may only have another: look again."""
    lost = fact.state is AccountState.CONTROL_LOST
    await queries.note_change(session, fact.account_id, fact.at, again=lost)
    account_id = str(fact.account_id)
    data = {"account_id": account_id, "state": fact.state}
    told = Happening("account.state_changed.v1", account_id, data, fact.officer_id)
    await record_all(session, [told], internal=True, now=fact.at)


async def forget(session: Session, account_ids: Collection[UUID]) -> None:
    """Nothing of what was seen of these accounts is kept."""
    await queries.forget(session, account_ids)


async def own_account(
    session: Session, account_id: UUID, me: Participant
) -> tuple[Account, AccountSighting | None]:
    """One of the caller's accounts, with what was last seen of it."""
    found = await queries.own_account(session, account_id, me.id)
    if found is None:
        raise AccountUnknown(account_id=str(account_id))
    return found


async def look_soon(session: Session, address: str, now: datetime) -> int:
    """A tip on a name: how many linked accounts it is of."""
    reference = accounts.readable_account(address)
    rows = await queries.watched_named(session, reference.platform, reference.key)
    await _tip(session, rows, now)
    return len(rows)


async def tell_name(
    session: Session, account_id: UUID, address: str, me: Participant, now: datetime
) -> None:
    """The holder tells how the account is called now. A look tries it; its number decides."""
    account, _ = await own_account(session, account_id, me)
    reference = accounts.readable_account(address)
    rows = await queries.watched(session, account_id)
    if not rows or reference.platform != account.platform:
        raise NameOfNoWatchedAccount
    for row in rows:
        row.told_name = reference.handle
    await _tip(session, rows, now)


async def look_soon_at(session: Session, account_id: UUID, now: datetime) -> None:
    """A tip on an account, such as a report on its badge."""
    await _tip(session, await queries.watched(session, account_id), now)


async def _tip(session: Session, rows: Sequence[AccountSighting], now: datetime) -> None:
    """One look answers all tips until it is taken; another tip has the next one wait."""
    moved = [(row, moved_by_tip(row.due_at, row.tipped_at, now)) for row in rows]
    for row, at in moved:
        if at is not None:
            row.due_at = row.tipped_at = at
    if any(at is not None and at <= now for _, at in moved):
        await enqueue(session, JOB, {})


async def settle(
    session: Session,
    turn: Turn,
    found: Look,
    now: datetime,
    *,
    metric: str,
    activity: Activity = UNKNOWN,
) -> None:
    """Keep what a look came to, tell the week, and let follow what changed; once for each turn."""
    row = await queries.held(session, turn)
    account = await queries.watched_account(session, turn.account_id)
    if row is None or account is None or queries.known(account) != turn.known:
        return
    standing = after(Standing(AccountState(account.state), row.missing_since), found.behind, now)
    told = _weeks_told(row, account.officer_id, now)
    week = IsoWeek.of(now).monday
    if row.told_week < week:
        reading = _reading(row, found, week, metric, activity)
        told.append(_told(row, week, account.officer_id, reading))
        _count(row, found, week)
    _note(row, found, standing, now, metric)
    await record_all(session, told, internal=True, now=now)
    await queries.keep(session, row)
    if standing.state is not AccountState(account.state):
        await accounts.change_state(session, account, standing.state, now)


async def postpone(session: Session, turn: Turn, trouble: NotNow, now: datetime) -> None:
    """The look failed through nobody's fault: it stays due, and past weeks say why."""
    row = await queries.held(session, turn)
    account = await queries.watched_account(session, turn.account_id)
    if row is None or account is None:
        return
    await record_all(session, _weeks_told(row, account.officer_id, now), internal=True, now=now)
    row.trouble = trouble.code
    row.told_week = max(row.told_week, IsoWeek.of(now).plus(-1).monday)
    row.not_before = now + max(AGAIN_AFTER, timedelta(seconds=trouble.retry_after))
    await queries.keep(session, row)


def _weeks_told(row: AccountSighting, officer_id: UUID, now: datetime) -> list[Happening]:
    """The weeks that passed without a reading, each with the reason."""
    missed = {"missed": row.trouble or Missed.NOT_LOOKED}
    owed = weeks_owed(row.told_week, IsoWeek.of(now).monday)
    return [_told(row, week, officer_id, missed) for week in owed]


def _told(
    row: AccountSighting, week: date, officer_id: UUID, reading: Mapping[str, Any]
) -> Happening:
    account_id, nothing = str(row.account_id), {"metric": None, "audience": None}
    unknown = {"engagement": None, "posts": None}
    facts = {"account_id": account_id, "week": str(IsoWeek.of(week)), "missed": None}
    data = {**facts, **nothing, **unknown, **reading}
    return Happening("account.sighted.v1", account_id, data, officer_id)


def _reading(
    row: AccountSighting, found: Look, week: date, metric: str, activity: Activity
) -> Mapping[str, Any]:
    """The week's counts of the officer's own account, or why there are none."""
    seen = found.seen
    if seen is None or found.behind is Behind.HIDDEN:
        return {"missed": _WHY[found.behind]}
    if seen.audience is None:
        return {"missed": Missed.COUNT_NOT_TOLD}
    before = None
    if row.counted_week is not None and row.posts_total is not None:
        before = Counted(row.counted_week, row.posts_total)
    posts = activity.posts
    if posts is None:
        posts = posts_within(week, seen.posts, before)
    counts = {"audience": seen.audience, "engagement": activity.engagement, "posts": posts}
    return {"metric": metric, **counts}


_WHY = {
    Behind.NOBODY: Missed.PROFILE_NOT_FOUND,
    Behind.ANOTHER: Missed.CONTROL_LOST,
    Behind.HIDDEN: Missed.PROFILE_PRIVATE,
}


def _count(row: AccountSighting, found: Look, week: date) -> None:
    """The total that the next week's is compared with; another look in the week moves it not."""
    if found.seen is not None:
        row.posts_total, row.counted_week = found.seen.posts, week


def _note(
    row: AccountSighting, found: Look, standing: Standing, now: datetime, metric: str
) -> None:
    row.due_at, row.not_before, row.trouble = next_look(now, _LOT.random), None, None
    row.told_name = None
    row.told_week, row.missing_since = IsoWeek.of(now).monday, standing.missing_since
    seen = found.seen
    row.renamed_to = seen.handle if seen and found.behind is Behind.RENAMED else None
    if seen is None:
        return
    row.seen_at = now
    row.metric, row.audience = metric, seen.audience

"""Use cases: remember what was flagged, and let a person of another institution look at it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from shared.calendar import IsoWeek, day_of
from shared.database import Session
from shared.events.log import Happening, record_all
from shared.versions import check_version
from verification.accounts.errors import AccountUnknown, ConflictOfInterest
from verification.accounts.rules import AccountLinkedAnew, AccountsErased
from verification.accounts.service import own_institutions
from verification.findings import queries
from verification.findings.errors import FindingAlreadyClosed, FindingUnknown
from verification.findings.rules import (
    HELD_WITHOUT_ACCOUNT,
    NOTHING,
    Flag,
    Judged,
    Memory,
    Waiting,
)
from verification.findings.tables import Finding


async def memories(
    session: Session, account_ids: Collection[UUID], *, held: bool = True
) -> dict[UUID, Memory]:
    """What is remembered of each account; ``held``: no finding on them is closed meanwhile."""
    remembered = dict.fromkeys(account_ids, NOTHING)
    ask = queries.findings_locked if held else queries.findings_on
    for finding in await ask(session, account_ids):
        remembered[finding.account_id] = _with(remembered[finding.account_id], finding)
    return remembered


def _with(memory: Memory, finding: Finding) -> Memory:
    gains = {date.fromisoformat(week): gain for week, gain in finding.gains.items()}
    if finding.closed_at is None:
        return Memory(Waiting(finding.since, gains, finding.lost_again), memory.looked_at)
    looked_at = dict.fromkeys(gains, day_of(finding.closed_at))
    return Memory(memory.waiting, {**memory.looked_at, **looked_at})


async def notice(session: Session, flags: Sequence[Flag], judged: Judged, *, now: datetime) -> None:
    """Open a finding for each flag, or add its weeks to the open one; tell of those opened."""
    if not flags:
        return
    by_id = {uuid4(): flag for flag in sorted(flags, key=lambda flag: flag.account_id)}
    opened = await queries.notice(session, by_id, judged, now=now)
    whose = await queries.holders(session, [flag.account_id for flag in flags])
    told = [
        Happening(
            "finding.opened.v1",
            str(finding_id),
            _told(finding_id, flag, judged),
            whose.get(flag.account_id),
        )
        for finding_id, flag in by_id.items()
        if finding_id in opened
    ]
    await record_all(session, told, now=now, internal=True)


def _told(finding_id: UUID, flag: Flag, judged: Judged) -> dict[str, object]:
    return {
        "finding_id": str(finding_id),
        "account_id": str(flag.account_id),
        "since": str(IsoWeek.of(judged.week)),
        "weeks": [str(IsoWeek.of(flagged.week)) for flagged in flag.weeks],
        "policy": judged.policy,
    }


async def follow_account(session: Session, linked: AccountLinkedAnew) -> None:
    """What is remembered of an account stays with it under its new id; its open findings become
    one.
    """
    await queries.findings_locked(session, linked.all_ids)
    await queries.merge_open(session, linked.all_ids)
    await queries.move(session, linked.left_ids, linked.account_id)


async def finding_for_reviewer(
    session: Session,
    finding_id: UUID,
    *,
    institutions: Collection[str],
    by: str,
    held: bool = False,
) -> Finding:
    """The finding, unless it is on an own account or on one of an own institution."""
    own = own_institutions(institutions)
    found = await queries.finding(session, finding_id, held=held)
    if found is None:
        raise FindingUnknown(finding_id=str(finding_id))
    finding, institution, holder = found
    if institution in own or holder == by:
        raise ConflictOfInterest
    return finding


async def open_findings_of_holder(
    session: Session, account_id: UUID, holder: str
) -> Sequence[Finding]:
    """What waits for a person, on an account of this holder's own."""
    if not await queries.is_held_by(session, account_id, holder):
        raise AccountUnknown(account_id=str(account_id))
    return await queries.open_findings(session, account_id)


async def close(
    session: Session,
    finding_id: UUID,
    reason: str,
    *,
    version: int,
    institutions: Collection[str],
    by: str,
    now: datetime,
) -> Finding:
    """Note that a person has looked. The next judgement takes it into account, not this one."""
    finding = await finding_for_reviewer(
        session, finding_id, institutions=institutions, by=by, held=True
    )
    if finding.closed_at is not None:
        raise FindingAlreadyClosed(finding_id=str(finding_id))
    check_version(version, finding.version)
    await queries.close(session, finding, by=by, reason=reason, now=now)
    told = {"finding_id": str(finding_id), "account_id": str(finding.account_id)}
    whose = await queries.holders(session, [finding.account_id])
    person = whose.get(finding.account_id)
    happening = Happening("finding.closed.v1", str(finding_id), told, person)
    await record_all(session, [happening], now=now, internal=True, actor=by)
    return finding


async def forget_unheld(session: Session, now: datetime) -> None:
    """What was flagged on an account nobody links for two years is let go of, here and at peers."""
    gone = await queries.delete_unheld(session, now - HELD_WITHOUT_ACCOUNT)
    told = [
        Happening(
            "finding.lapsed.v1",
            str(finding_id),
            {"finding_id": str(finding_id), "account_id": str(account_id)},
            person=None,
        )
        for finding_id, account_id in gone
    ]
    await record_all(session, told, now=now, internal=True)


async def forget_accounts(session: Session, erased: AccountsErased) -> None:
    """Let go of what a person has looked at. What still waits for one stays, under a bare id:
    leaving and coming back answers no question.
    """
    await queries.delete_closed(session, erased.account_ids)

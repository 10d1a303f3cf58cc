"""Use cases: judge the accounts of a run, batch by batch, and let a verdict be read."""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from shared.calendar import IsoWeek
from shared.database import Session
from shared.events.log import Happening, record_all
from verification import RELEASE
from verification.accounts import queries as accounts
from verification.accounts.errors import AccountUnknown, ConflictOfInterest
from verification.accounts.rules import AccountsErased
from verification.accounts.service import own_institutions
from verification.eligibility import queries
from verification.eligibility.errors import NotYetJudged
from verification.eligibility.queries import Decided, LatestVerdict
from verification.eligibility.rules.beside import Beside, is_drawn
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.facts import JUDGEMENT, Facts, canonical
from verification.eligibility.rules.validity import Standing, end_of_validity, is_news
from verification.eligibility.rules.verdicts import Decision, Verdict
from verification.findings import queries as flagged
from verification.findings import service as findings
from verification.findings.rules import Flag, Judged, Memory
from verification.growth.rules.histories import WEEKS, History
from verification.observations import queries as observations
from verification.policies import queries as policies
from verification.policies.rules import AccountsNeeded, Policy

PROGRAM = f"{RELEASE}/{JUDGEMENT}"
"""The release that judges, and the version of its judgement."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which run judges, which week, by which version of the policy."""

    run_id: UUID
    week: date
    policy: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What one batch came to."""

    scored: int
    struck: int
    """Accounts unlinked since the list was drawn."""
    reached: UUID | None = None
    """The last account claimed: the next claim goes on behind it."""

    @property
    def claimed(self) -> int:
        """Accounts no longer on the list; 0 when others hold the rest, or nothing is left."""
        return self.scored + self.struck


async def verdict_for_reviewer(
    session: Session, account_id: UUID, *, institutions: Collection[str]
) -> LatestVerdict:
    """The latest verdict, unless the account belongs to the reviewer's own institutions."""
    own = own_institutions(institutions)
    if await _institution(session, account_id) in own:
        raise ConflictOfInterest
    return await _latest(session, account_id)


async def verdict_for_holder(session: Session, account_id: UUID, holder: str) -> LatestVerdict:
    """The latest verdict on an account of this person's own."""
    if not await queries.is_held_by(session, account_id, holder):
        raise AccountUnknown(account_id=str(account_id))
    return await _latest(session, account_id)


async def _institution(session: Session, account_id: UUID) -> str:
    institution = await queries.institution_of(session, account_id)
    if institution is None:
        raise AccountUnknown(account_id=str(account_id))
    return institution


async def _latest(session: Session, account_id: UUID) -> LatestVerdict:
    verdict = await queries.latest_verdict(session, account_id)
    if verdict is None:
        raise NotYetJudged(account_id=str(account_id))
    return verdict


async def draw_accounts(session: Session, run_id: UUID, week: date) -> int:
    """Put every linked account on a run's list; how many there are."""
    return await queries.draw_accounts(session, run_id, week)


async def judge_batch(
    session: Session, order: Order, *, limit: int, now: datetime, after: UUID | None = None
) -> Progress:
    """Claim accounts, judge them, keep verdicts and findings, and tell them."""
    claimed = await queries.claim_accounts(session, order.run_id, after=after, limit=limit)
    if not claimed:
        return Progress(scored=0, struck=0)
    histories = await _histories(session, claimed, order.week)
    struck = set(claimed) - {UUID(history.id) for history in histories}
    if struck:
        await queries.strike_accounts(session, order.run_id, struck)
    if histories:
        await _judge(session, order, histories, now)
    return Progress(scored=len(histories), struck=len(struck), reached=claimed[-1])


async def _histories(session: Session, ids: Sequence[UUID], as_of: date) -> list[History]:
    """The year up to its newest reading of each account that is still linked."""
    platforms = await accounts.linked_accounts(session, ids)
    weeks = [as_of - timedelta(weeks=back) for back in range(2 * WEEKS)]
    by_account = await observations.series(session, platforms, weeks, window=WEEKS)
    return [
        History(str(account), platform, as_of, by_account.get(account, ()))
        for account, platform in platforms.items()
    ]


async def _judge(
    session: Session, order: Order, histories: Sequence[History], now: datetime
) -> None:
    policy = await policies.policy_of(session, order.policy)
    known = await findings.memories(session, [UUID(history.id) for history in histories])
    facts = await _facts(session, histories, known, policy, order.run_id)
    verdicts = await asyncio.to_thread(_verdicts, facts, policy)
    await _keep(session, order, facts, verdicts, end_of_validity(order.week, policy), now)
    flags = [flag for verdict in verdicts for flag in _flags(verdict, known[UUID(verdict.id)])]
    judged = Judged(order.run_id, order.week, policy.version, verdicts[0].model)
    await findings.notice(session, flags, judged, now=now)


async def compared(
    session: Session, ids: Sequence[UUID], week: date, sides: Sequence[Policy]
) -> list[tuple[str, int, tuple[Decision, ...]]]:
    """``(platform, audience, decisions)`` of each linked account under each of several policies.

    Nothing is written and nobody is told.
    """
    histories = await _histories(session, ids, week)
    if not histories:
        return []
    known = await findings.memories(session, [UUID(h.id) for h in histories], held=False)
    decisions = []
    for policy in sides:
        facts = await _facts(session, histories, known, policy, run_id=None)
        verdicts = await asyncio.to_thread(_verdicts, facts, policy)
        decisions.append([verdict.decision for verdict in verdicts])
    audiences = [h.readings[-1].audience if h.readings else 0 for h in histories]
    told = zip(histories, audiences, zip(*decisions, strict=True), strict=True)
    return [(history.platform, audience, each) for history, audience, each in told]


async def _facts(
    session: Session,
    histories: Sequence[History],
    known: Mapping[UUID, Memory],
    policy: Policy,
    run_id: UUID | None,
) -> list[Facts]:
    """All that each account is judged by."""
    ids = [UUID(history.id) for history in histories]
    elsewhere: Mapping[UUID, Mapping[str, tuple[int, ...]]] = {}
    if policy.accounts_needed is AccountsNeeded.ALL:
        as_of, age = histories[0].as_of, policy.reading_max_age_weeks
        elsewhere = await _audiences_elsewhere(session, ids, as_of, age)
    share = policy.recheck_share if run_id else 0.0
    return [
        Facts(
            history,
            known[account],
            Beside(elsewhere.get(account, {}), bool(run_id and is_drawn(run_id, account, share))),
            remembers=True,
        )
        for account, history in zip(ids, histories, strict=True)
    ]


async def _audiences_elsewhere(
    session: Session, ids: Sequence[UUID], as_of: date, max_age_weeks: int
) -> dict[UUID, dict[str, tuple[int, ...]]]:
    """Newest audience of the holders' other accounts, by account and platform."""
    others = await queries.others_of_holders(session, ids)
    weeks = [as_of - timedelta(weeks=back) for back in range(max_age_weeks + 1)]
    wanted = {other for _, other, _ in others}
    rows = await observations.readings(session, wanted, weeks, window=WEEKS)
    newest = {account: reading.audience for account, reading in rows}
    found: dict[UUID, dict[str, tuple[int, ...]]] = {}
    for account, other, platform in others:
        if other in newest:
            on = found.setdefault(account, {})
            on[platform] = (*on.get(platform, ()), newest[other])
    return found


def _verdicts(facts: Sequence[Facts], policy: Policy) -> list[Verdict]:
    """Imported when asked for: whoever only serves verdicts needs no NumPy."""
    from verification.eligibility.rules.assessment import judge
    from verification.eligibility.rules.engines import present

    return judge(facts, policy=policy, engine=present())


def _flags(verdict: Verdict, known: Memory) -> list[Flag]:
    growth = verdict.growth
    unseen = known.unseen(growth)
    flag = Flag(UUID(verdict.id), unseen, growth.lost_again, growth.score, growth.p_value)
    return [flag] if unseen else []


async def _keep(
    session: Session,
    order: Order,
    facts: Sequence[Facts],
    verdicts: Sequence[Verdict],
    until: datetime,
    now: datetime,
) -> None:
    ids = [UUID(verdict.id) for verdict in verdicts]
    before = await queries.latest_standings(session, ids)
    whose = await flagged.holders(session, ids)
    rows = [_decided(*each) for each in zip(facts, verdicts, strict=True)]
    await queries.decide(
        session, order.run_id, rows, decided_at=now, valid_until=until, judged_by=PROGRAM
    )
    news = [
        _happening(verdict, order.week, now, until, person=whose.get(UUID(verdict.id)))
        for verdict in verdicts
        if is_news(
            before.get(UUID(verdict.id)),
            Standing(verdict.decision, verdict.policy, until, order.week),
        )
    ]
    await record_all(session, news, now=now, internal=True)


def _decided(facts: Facts, verdict: Verdict) -> Decided:
    document = json.dumps(document_of(verdict))
    inputs = canonical(facts.history, facts.memory, facts.beside)
    drawn = facts.beside.drawn
    return Decided(UUID(verdict.id), verdict.decision.value, document, inputs, drawn)


def _happening(
    verdict: Verdict, week: date, now: datetime, until: datetime, *, person: UUID | None
) -> Happening:
    told = {
        "account_id": verdict.id,
        "decision": verdict.decision.value,
        "policy": verdict.policy,
        "week": str(IsoWeek.of(week)),
        "decided_at": now.isoformat(),
        "valid_until": until.isoformat(),
    }
    return Happening("eligibility.decided.v1", verdict.id, told, person)


async def all_decided(session: Session, run_id: UUID) -> bool:
    """Whether no account of a run is left, held by another worker or not."""
    return not await queries.has_undecided(session, run_id)


async def counts_by_decision(session: Session, run_id: UUID) -> dict[str, int]:
    """How many accounts of a run got which decision."""
    return await queries.counts_by_decision(session, run_id)


async def forget_accounts(session: Session, erased: AccountsErased) -> None:
    """Let go of every verdict on these accounts, and of the task to make one."""
    await queries.delete_assessments(session, erased.account_ids)

"""Judging a batch of a run. Imported by workers only, because it brings NumPy."""

import asyncio
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from shared.database import Session
from shared.events.log import record_all
from verification.accounts import queries as accounts
from verification.eligibility.rules.assessment import assess
from verification.eligibility.rules.documents import document_of
from verification.eligibility.rules.verdicts import Verdict
from verification.findings import service as findings
from verification.findings.rules import Flag, Judged, Memory
from verification.growth.rules.blocks import WEEKS
from verification.growth.rules.histories import History, label_of
from verification.growth.rules.reference import shipped_reference
from verification.observations import queries as observations
from verification.policies import queries as policies
from verification.runs import queries as runs
from verification.runs.rules import Standing, end_of_validity, is_news
from verification.runs.service import run_of
from verification.runs.tables import Run


async def assess_batch(session: Session, run_id: UUID, *, limit: int, now: datetime) -> int:
    """Claim accounts, judge them, keep the verdicts and tell them; how many were claimed."""
    run = await run_of(session, run_id)
    claimed = await runs.claim_accounts(session, run_id, limit=limit)
    if not claimed:
        return 0
    histories = await _histories(session, claimed, run.week)
    struck = set(claimed) - {UUID(history.id) for history in histories}
    if struck:
        await runs.strike_accounts(session, run_id, struck)
    if histories:
        await _judge(session, run, histories, now)
    await runs.count_progress(session, run_id, scored=len(histories), struck=len(struck))
    return len(claimed)


async def _judge(session: Session, run: Run, histories: list[History], now: datetime) -> None:
    policy = await policies.policy_of(session, run.policy)
    known = await findings.memories(session, [UUID(history.id) for history in histories])
    verdicts = await asyncio.to_thread(
        assess,
        histories,
        policy=policy,
        reference=shipped_reference(),
        memories={str(account): memory for account, memory in known.items()},
    )
    flags = [flag for v in verdicts if (flag := _flag(v, known[UUID(v.id)])) is not None]
    judged = Judged(run.id, run.week, policy.version, shipped_reference().model)
    await findings.notice(session, flags, judged, now=now)
    until = end_of_validity(run.week, policy)
    before = await runs.latest_standings(session, [UUID(verdict.id) for verdict in verdicts])
    rows = [(UUID(v.id), v.decision.value, json.dumps(document_of(v))) for v in verdicts]
    await runs.decide(session, run.id, rows, decided_at=now, valid_until=until)
    news = [
        verdict
        for verdict in verdicts
        if is_news(before.get(UUID(verdict.id)), Standing(verdict.decision, verdict.policy, until))
    ]
    happenings = [_happening(verdict, run.week, now, until) for verdict in news]
    await record_all(session, happenings, now=now, internal=True)


def _flag(verdict: Verdict, known: Memory) -> Flag | None:
    growth = verdict.growth
    unseen = known.unseen(growth)
    if not unseen:
        return None
    return Flag(UUID(verdict.id), unseen, growth.lost_again, growth.score, growth.p_value)


def _happening(
    verdict: Verdict, week: date, now: datetime, until: datetime
) -> tuple[str, str, dict[str, str]]:
    told = {
        "account_id": verdict.id,
        "decision": verdict.decision.value,
        "policy": verdict.policy,
        "week": label_of(week),
        "decided_at": now.isoformat(),
        "valid_until": until.isoformat(),
    }
    return "eligibility.decided.v1", verdict.id, told


async def _histories(session: Session, ids: Sequence[UUID], as_of: date) -> list[History]:
    """The year up to its newest reading of each account that is still linked."""
    platforms = await accounts.linked_accounts(session, ids)
    weeks = [as_of - timedelta(weeks=back) for back in range(2 * WEEKS)]
    rows = await observations.readings(session, platforms, weeks, window=WEEKS)
    by_account = {
        account: tuple(reading for _, reading in some)
        for account, some in groupby(rows, itemgetter(0))
    }
    return [
        History(str(account), platform, as_of, by_account.get(account, ()))
        for account, platform in platforms.items()
    ]

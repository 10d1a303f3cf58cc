"""Runs of whole weeks, as the tests of verdicts and findings need them."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from shared.calendar import IsoWeek
from shared.database import Sessions, system_transaction
from verification.findings import service as findings
from verification.runs import jobs, service


def noon_after(week: date) -> datetime:
    """The Monday after a week, when it is judged."""
    return datetime(week.year, week.month, week.day, 5, tzinfo=UTC) + timedelta(weeks=1)


async def judged(sessions: Sessions, week: date) -> UUID:
    """Every linked account judged for a week; the run."""
    async with system_transaction(sessions) as session:
        run = await service.start_run(
            session, str(IsoWeek.of(week)), requested_by=None, now=noon_after(week)
        )
        run_id = run.id
    await jobs.assess_week(sessions, {"run_id": str(run_id)}, batch=100)
    return run_id


async def rows_of(sessions: Sessions, sql: str, **values: Any) -> list[Any]:
    """What a statement finds, past the fences."""
    async with system_transaction(sessions) as session:
        return list(await session.execute(text(sql), values))


async def verdict_of(sessions: Sessions, account: UUID) -> dict[str, Any]:
    """The newest verdict on an account, with its reasons by code."""
    newest = (
        "select decision, document from assessments where account_id = :account"
        " and decided_at is not null order by week desc, decided_at desc limit 1"
    )
    row = (await rows_of(sessions, newest, account=account))[0]
    return {**row.document, "reasons": {r["code"]: r["numbers"] for r in row.document["reasons"]}}


async def finding_of(sessions: Sessions, account: UUID) -> UUID:
    """The open finding on an account."""
    waiting = "select id from findings where account_id = :account and closed_at is null"
    (row,) = await rows_of(sessions, waiting, account=account)
    found: UUID = row.id
    return found


async def looked_at(
    sessions: Sessions, finding: UUID, now: datetime, *, of: Collection[str] = ("klpd:K3",)
) -> None:
    """A reviewer closes a finding as it was opened."""
    async with system_transaction(sessions) as session:
        await findings.close(
            session, finding, "Diperiksa", version=1, institutions=of, by="iss|rev", now=now
        )

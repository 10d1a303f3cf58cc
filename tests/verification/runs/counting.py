"""Accounts of a week, some with bought followers, and that each was judged once."""

from dataclasses import replace
from typing import Any

from sqlalchemy import text

from shared.calendar import IsoWeek
from shared.database import Sessions, system_transaction
from tests.verification import given

ACCOUNTS = 60
BOUGHT = 20


async def numbers(sessions: Sessions, sql: str, **values: Any) -> Any:
    async with system_transaction(sessions) as session:
        return (await session.execute(text(sql), values)).one()


async def accounts_of(sessions: Sessions, week: IsoWeek) -> None:
    """All the accounts there are."""
    for at in range(ACCOUNTS):
        await an_account(sessions, week, bought=300 if at < BOUGHT else 0)


async def an_account(sessions: Sessions, week: IsoWeek, *, bought: int) -> None:
    """Sixteen weeks of readings; followers are bought in the ninth."""
    account = await given.linked_account(sessions)
    readings = given.calm_readings(weeks=16, until=week.monday)
    readings[8:] = [replace(r, audience=r.audience + bought) for r in readings[8:]]
    await given.observed(sessions, account, readings)


async def every_account_was_judged_once(sessions: Sessions, run_id: str) -> None:
    """One verdict, one event and, where it was bought, one finding each."""
    run = await numbers(sessions, "select due, scored from runs where id = :id", id=run_id)
    assert (run.due, run.scored) == (ACCOUNTS, ACCOUNTS)
    decided = await numbers(
        sessions,
        "select count(*), count(distinct account_id), count(decision)"
        " from assessments where run_id = :id",
        id=run_id,
    )
    assert decided == (ACCOUNTS, ACCOUNTS, ACCOUNTS)
    told = "select count(*), count(distinct subject) from events where type = :type"
    assert await numbers(sessions, told, type="eligibility.decided.v1") == (ACCOUNTS, ACCOUNTS)
    assert await numbers(sessions, told, type="run.completed.v1") == (1, 1)
    assert await numbers(sessions, told, type="finding.opened.v1") == (BOUGHT, BOUGHT)
    findings = "select count(*), count(distinct account_id) from findings where closed_at is null"
    assert await numbers(sessions, findings) == (BOUGHT, BOUGHT)

"""What waits for a person who left does not wait for good."""

from datetime import timedelta
from uuid import UUID

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from tests.verification import given, judging
from verification.findings.jobs import forget_unheld_findings

TERM = timedelta(days=730)


async def a_finding(sessions: Sessions, *, age: timedelta, linked: bool) -> tuple[UUID, UUID]:
    """An open finding of that age, on an account that is linked or was let go."""
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    await judging.judged(sessions, given.WEEK)
    finding = await judging.finding_of(sessions, account)
    async with system_transaction(sessions) as session:
        await session.execute(
            text("update findings set opened_at = now() - cast(:age as interval) where id = :id"),
            {"age": age, "id": finding},
        )
        if not linked:
            await session.execute(text("delete from accounts where id = :id"), {"id": account})
    return finding, account


async def stands(sessions: Sessions, finding: UUID) -> bool:
    rows = await judging.rows_of(sessions, "select 1 from findings where id = :id", id=finding)
    return bool(rows)


async def test_a_finding_under_a_bare_id_is_gone_after_two_years_and_peers_hear_it(
    client: AsyncClient, sessions: Sessions
) -> None:
    finding, account = await a_finding(sessions, age=TERM + timedelta(hours=1), linked=False)

    await forget_unheld_findings(sessions, {})

    assert not await stands(sessions, finding)
    [told] = await judging.rows_of(
        sessions, "select * from events where type = 'finding.lapsed.v1'"
    )
    assert told.data == {"finding_id": str(finding), "account_id": str(account)}


@pytest.mark.parametrize(
    ("age", "linked"),
    [(TERM - timedelta(hours=1), False), (TERM + timedelta(days=400), True)],
)
async def test_a_younger_one_and_one_on_a_linked_account_wait_on(
    client: AsyncClient, sessions: Sessions, age: timedelta, linked: bool
) -> None:
    finding, _ = await a_finding(sessions, age=age, linked=linked)

    await forget_unheld_findings(sessions, {})

    assert await stands(sessions, finding)

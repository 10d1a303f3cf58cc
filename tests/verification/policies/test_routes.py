"""The criteria in force."""

from dataclasses import asdict, fields
from datetime import date

import pytest
from httpx import AsyncClient

from shared.database import Sessions, system_transaction
from verification.policies.queries import policy_in_force, policy_of
from verification.policies.rules import ANNOUNCED, Policy

pytestmark = pytest.mark.anyio


async def test_the_policy_of_the_migration_is_the_one_that_assess_uses(sessions: Sessions) -> None:
    async with system_transaction(sessions) as session:
        stored = await policy_in_force(session, on=date(2026, 1, 1))
        assert await policy_of(session, "2019-11-25") == stored
    assert {f.name: getattr(stored, f.name) for f in fields(Policy)} == asdict(ANNOUNCED)


async def test_anybody_reads_the_criteria(client: AsyncClient) -> None:
    answer = await client.get("/v1/policies/current")
    assert answer.status_code == 200
    assert answer.json()["version"] == "2019-11-25"
    assert answer.json()["minimum_audience"] == 500
    assert answer.json()["metrics"]["facebook"] == "friends"

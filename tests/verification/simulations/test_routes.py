"""A draft is tried on stored data; nothing is decided and nobody is shown."""

import pytest
from httpx import AsyncClient

from shared.calendar import IsoWeek
from shared.clock import current_time
from shared.database import Sessions
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from tests.verification.policies.drafting import Makers
from verification.simulations import jobs

LAST_WEEK = IsoWeek.of(current_time()).plus(-1).monday


@pytest.fixture
def makers(client: AsyncClient, issuer: TestIssuer) -> Makers:
    return Makers(client, issuer)


async def account(sessions: Sessions, audience: int, platform: str = "instagram") -> None:
    linked = await given.linked_account(sessions, platform=platform)
    readings = given.calm_readings(audience=audience, weeks=12, until=LAST_WEEK)
    await given.observed(sessions, linked, readings)


async def test_changed_decisions_are_counted_by_platform_and_size(
    makers: Makers, client: AsyncClient, sessions: Sessions
) -> None:
    for audience in [*range(510, 520), 700]:
        await account(sessions, audience)
    for audience in (510, 511):
        await account(sessions, audience, "x")
    draft = await makers.draft(minimum_audience=520)
    path = f"/v1/policy-drafts/{draft}/simulations"

    started = await client.post(path, headers=makers.writer)
    assert (started.status_code, started.json()["state"]) == (202, "running")
    waiting = {"simulation_id": started.json()["id"]}
    await jobs.simulate_policy(sessions, waiting, batch=5)
    await jobs.simulate_policy(sessions, waiting, batch=5)

    read = (await client.get(started.headers["Location"], headers=makers.other)).json()
    change = {"size": "500-999", "before": "eligible", "after": "not_yet"}
    assert (read["state"], read["judged"], read["compared_with"]) == ("completed", 13, "2019-11-25")
    assert read["changes"] == [
        {"platform": "instagram", "accounts": 10, **change},
        {"platform": "x", "accounts": None, **change},
    ]
    assert await judging.rows_of(sessions, "select 1 from assessments") == []
    assert await judging.rows_of(sessions, "select 1 from findings") == []
    drafted = await client.get(f"/v1/policy-drafts/{draft}", headers=makers.writer)
    assert drafted.json()["simulated_at"] is not None


async def test_nothing_is_told_while_it_is_counting(
    makers: Makers, client: AsyncClient, sessions: Sessions
) -> None:
    draft = await makers.draft(minimum_audience=10_000)
    started = await client.post(f"/v1/policy-drafts/{draft}/simulations", headers=makers.writer)
    set_changes = (
        "update policy_simulations set changes = '{\"x|0-499|eligible|not_yet\": 20}'"
        " where id = :id returning 1"
    )
    await judging.rows_of(sessions, set_changes, id=started.json()["id"])

    read = await client.get(started.headers["Location"], headers=makers.other)
    assert read.json()["changes"] == []


async def test_a_simulation_belongs_to_its_draft(makers: Makers, client: AsyncClient) -> None:
    draft, another = await makers.draft(), await makers.draft()
    started = await client.post(f"/v1/policy-drafts/{draft}/simulations", headers=makers.writer)
    elsewhere = started.headers["Location"].replace(draft, another)

    answer = await client.get(elsewhere, headers=makers.writer)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/simulation-unknown")

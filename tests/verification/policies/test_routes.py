"""The criteria in force, and how others come into force: public, ahead of time, by two people."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification.policies.drafting import Makers, monday, order
from verification.policies.queries import policy_in_force, policy_of
from verification.policies.rules import ANNOUNCED, Policy

pytestmark = pytest.mark.anyio


@pytest.fixture
def makers(client: AsyncClient, issuer: TestIssuer) -> Makers:
    return Makers(client, issuer)


async def rows(sessions: Sessions, sql: str, **values: Any) -> list[Any]:
    async with system_transaction(sessions) as session:
        return list(await session.execute(text(sql), values))


async def test_the_policy_of_the_migration_is_the_one_that_assess_uses(sessions: Sessions) -> None:
    async with system_transaction(sessions) as session:
        stored = await policy_in_force(session, on=date(2026, 1, 1))
        assert await policy_of(session, "2019-11-25") == stored
        assert await policy_in_force(session, on=date(2018, 1, 1)) == stored
    assert {f.name: getattr(stored, f.name) for f in fields(Policy)} == asdict(ANNOUNCED)


async def test_anybody_reads_the_criteria(client: AsyncClient) -> None:
    answer = await client.get("/v1/policies/current")
    assert answer.status_code == 200
    assert answer.json()["version"] == "2019-11-25"
    assert (answer.json()["comparator"], answer.json()["minimum_audience"]) == (">=", 500)
    assert answer.json()["metrics"]["facebook"] == "friends"


async def test_anybody_reads_a_version_by_its_name(client: AsyncClient) -> None:
    assert (await client.get("/v1/policies/2019-11-25")).json()["minimum_weeks"] == 8
    absent = await client.get("/v1/policies/2019-11-26")
    assert (absent.status_code, absent.json()["type"]) == (404, "/problems/policy-unknown")


async def test_a_draft_becomes_public_when_somebody_elsewhere_announces_it(
    makers: Makers, client: AsyncClient, sessions: Sessions
) -> None:
    draft = await makers.simulated(sessions, comparator=">", minimums={"x": 900})
    assert [p["version"] for p in (await client.get("/v1/policies")).json()["items"]] == [
        "2019-11-25"
    ]

    day = monday(3)
    announced = await makers.announce(draft, day, makers.other)

    assert announced.status_code == 201
    assert announced.headers["Location"] == f"/v1/policies/{day}"
    listed = (await client.get("/v1/policies")).json()["items"]
    assert [p["version"] for p in listed] == [day, "2019-11-25"]
    assert (listed[0]["comparator"], listed[0]["minimums"]) == (">", {"x": 900})
    assert (await client.get("/v1/policies/current")).json()["version"] == "2019-11-25"
    told = "select data, internal from events where type = 'policy.announced.v1'"
    (event,) = await rows(sessions, told)
    assert (event.internal, event.data["in_force_from"], event.data["comparator"]) == (
        False,
        day,
        ">",
    )
    read = await client.get(f"/v1/policy-drafts/{draft}", headers=makers.writer)
    assert (read.json()["state"], read.json()["version"]) == ("announced", day)


@pytest.mark.parametrize("who", ["writer", "colleague"])
async def test_nobody_announces_a_draft_of_the_own_institution(
    makers: Makers, sessions: Sessions, who: str
) -> None:
    draft = await makers.simulated(sessions)
    answer = await makers.announce(draft, monday(4), getattr(makers, who))
    assert (answer.status_code, answer.json()["type"]) == (
        403,
        "/problems/second-institution-needed",
    )


async def test_nobody_is_judged_by_what_was_never_simulated(makers: Makers) -> None:
    answer = await makers.announce(await makers.draft(), monday(4), makers.other)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/draft-not-simulated")


async def test_what_a_blocked_person_wrote_is_not_announced(
    makers: Makers, sessions: Sessions
) -> None:
    draft = await makers.simulated(sessions)
    writer = "select written_by from policy_drafts where id = :id"
    (row,) = await rows(sessions, writer, id=draft)
    block = (
        "insert into blocked_principals (digest, blocked, position)"
        " values (sha256(convert_to(:who, 'UTF8')), true, 1) returning 1"
    )
    assert await rows(sessions, block, who=row.written_by)
    answer = await makers.announce(draft, monday(4), makers.other)
    await rows(sessions, "delete from blocked_principals returning 1")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/writer-stopped")


async def test_criteria_are_announced_two_weeks_ahead(makers: Makers, sessions: Sessions) -> None:
    draft = await makers.simulated(sessions)
    answer = await makers.announce(draft, monday(1), makers.other)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/announced-too-late")


async def test_criteria_change_on_a_monday(makers: Makers, sessions: Sessions) -> None:
    draft = await makers.simulated(sessions)
    tuesday = date.fromisoformat(monday(4)).replace().toordinal() + 1
    answer = await makers.announce(draft, date.fromordinal(tuesday).isoformat(), makers.other)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/no-monday")


async def test_a_day_has_one_policy(makers: Makers, sessions: Sessions) -> None:
    day = monday(6)
    first = await makers.simulated(sessions)
    second = await makers.simulated(sessions)
    assert (await makers.announce(first, day, makers.other)).status_code == 201
    answer = await makers.announce(second, day, makers.nowhere)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/date-taken")


async def test_a_withdrawn_draft_stays_readable_and_is_never_announced(
    makers: Makers, client: AsyncClient, sessions: Sessions
) -> None:
    draft = await makers.simulated(sessions)
    gone = await client.delete(f"/v1/policy-drafts/{draft}", headers=makers.colleague)
    answer = await makers.announce(draft, monday(4), makers.other)
    read = await client.get(f"/v1/policy-drafts/{draft}", headers=makers.other)
    assert (gone.status_code, answer.status_code) == (204, 409)
    assert read.json()["state"] == "withdrawn"


async def test_drafts_are_listed_in_order(makers: Makers, client: AsyncClient) -> None:
    drafts = [await makers.draft(), await makers.draft()]
    listed = await client.get("/v1/policy-drafts", params={"limit": 100}, headers=makers.other)
    ids = [item["id"] for item in listed.json()["items"]]
    assert [i for i in ids if i in drafts] == drafts


@pytest.mark.parametrize(
    "changes",
    [
        {"minimum_weeks": 7},
        {"minimum_audience": 0},
        {"minimum_audience": True},
        {"growth_alpha": 0},
        {"growth_alpha": 0.5},
        {"missed_share_limit": 0.9},
        {"comparator": "<"},
        {"accounts_needed": "most"},
        {"metrics": {}},
        {"metrics": {"x": "likes"}},
        {"minimums": {"tiktok": 500}},
        {"recheck_share": 0.5},
        {"validity_weeks": 0},
        {"ranking": "terbanyak"},
    ],
)
async def test_criteria_that_would_harm_are_refused(
    makers: Makers, client: AsyncClient, changes: dict[str, Any]
) -> None:
    answer = await client.post("/v1/policy-drafts", json=order(**changes), headers=makers.writer)
    assert answer.status_code == 400

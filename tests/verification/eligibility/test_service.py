"""Runs of different weeks: the newest week speaks, and each sees what the other found."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from httpx import AsyncClient

from shared.calendar import IsoWeek
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from verification.growth.rules.histories import Reading
from verification.policies import queries as policies
from verification.policies.rules import ANNOUNCED, AccountsNeeded
from verification.runs import service as runs

NEXT_WEEK = given.WEEK + timedelta(weeks=1)
NOW = judging.noon_after(NEXT_WEEK)
TOLD = (
    "select data from events where type = 'eligibility.decided.v1' and subject = :id"
    " order by position"
)


async def fallen(sessions: Sessions) -> UUID:
    """Eligible last week; too small by the newest reading."""
    account = await given.observed_account(sessions, subject="siti")
    await given.observed(sessions, account, [Reading(NEXT_WEEK, 300, 45.0, 2)])
    return account


async def begun(sessions: Sessions, week: date) -> UUID:
    """A run of the week whose list is drawn."""
    async with system_transaction(sessions) as session:
        run = await runs.start_run(session, str(IsoWeek.of(week)), requested_by=None, now=NOW)
        await runs.begin(session, run.id, now=NOW)
        run_id: UUID = run.id
    return run_id


async def judged(sessions: Sessions, run: UUID, now: datetime = NOW) -> int:
    """How many accounts a worker judges at once."""
    async with system_transaction(sessions) as session:
        return (await runs.judge_batch(session, run, limit=1000, now=now)).scored


async def test_an_older_week_judged_later_is_kept_and_not_told(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await fallen(sessions)
    await judging.judged(sessions, NEXT_WEEK)
    await judging.judged(sessions, given.WEEK)

    kept = "select decision from assessments where account_id = :id order by week"
    decisions = await judging.rows_of(sessions, kept, id=account)
    told = await judging.rows_of(sessions, TOLD, id=str(account))
    assert [row.decision for row in decisions] == ["eligible", "not_yet"]
    assert [(row.data["week"], row.data["decision"]) for row in told] == [("2026-W48", "not_yet")]


async def test_everybody_reads_the_decision_on_the_newest_week(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    account = await fallen(sessions)
    await judging.judged(sessions, NEXT_WEEK)
    await judging.judged(sessions, given.WEEK)

    reviewer = issuer.headers("verification.review", ["klpd:K3"], subject="rev")
    holder = issuer.headers("verification.me", subject="siti")
    read = await client.get(f"/v1/accounts/{account}/eligibility", headers=reviewer)
    own = await client.get(f"/v1/me/accounts/{account}/eligibility", headers=holder)
    desk = await client.get("/v1/accounts", params={"limit": 100}, headers=reviewer)
    (listed,) = [item for item in desk.json()["items"] if item["id"] == str(account)]
    for answer in (read.json(), own.json(), listed):
        assert (answer["week"], answer["decision"]) == ("2026-W48", "not_yet")


async def test_a_newer_week_judged_later_is_told(client: AsyncClient, sessions: Sessions) -> None:
    account = await fallen(sessions)
    await judging.judged(sessions, given.WEEK)
    await judging.judged(sessions, NEXT_WEEK)

    told = await judging.rows_of(sessions, TOLD, id=str(account))
    assert [row.data["decision"] for row in told] == ["eligible", "not_yet"]


async def test_an_account_held_by_the_run_of_another_week_waits_for_what_that_finds(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.linked_account(sessions)
    await given.observed(sessions, account, given.bought_readings())
    older, newer = await begun(sessions, given.WEEK), await begun(sessions, NEXT_WEEK)

    async with system_transaction(sessions) as session:
        assert (await runs.judge_batch(session, older, limit=1000, now=NOW)).scored >= 1
        assert await judged(sessions, newer) == 0
    assert await judged(sessions, newer) >= 1
    verdict = await judging.verdict_of(sessions, account)
    assert verdict["reasons"]["finding_open"] == {"since": "2026-W47", "weeks": 1}
    finding = "select since, version from findings where account_id = :id"
    (found,) = await judging.rows_of(sessions, finding, id=account)
    assert (found.since, found.version) == (given.WEEK, 1)


async def test_a_late_run_of_an_old_week_is_judged_by_the_policy_of_that_week(
    client: AsyncClient, sessions: Sessions
) -> None:
    account, week = await given.linked_account(sessions), given.WEEK + timedelta(weeks=10)
    await given.observed(sessions, account, given.calm_readings(weeks=12, until=week))
    stricter = replace(ANNOUNCED, version="later", in_force_from=week, minimum_audience=613)
    async with system_transaction(sessions) as session:
        await policies.add_version(session, stricter, now=NOW)

    await judging.judged(sessions, week)
    await judging.judged(sessions, week - timedelta(weeks=1))

    kept = (
        "select decision, document ->> 'policy' as policy from assessments"
        " where account_id = :id order by week"
    )
    rows = await judging.rows_of(sessions, kept, id=account)
    assert [tuple(row) for row in rows] == [("eligible", "2019-11-25"), ("not_yet", "later")]


async def test_all_platforms_are_looked_at_where_the_policy_asks_for_them(
    client: AsyncClient, sessions: Sessions
) -> None:
    instagram = await given.linked_account(sessions)
    x = await given.linked_account(sessions, platform="x")
    week = given.WEEK + timedelta(weeks=30)
    for account in (instagram, x):
        await given.observed(sessions, account, given.calm_readings(weeks=12, until=week))
    same_holder = (
        "update accounts set officer_id = (select officer_id from accounts where id = :one)"
        " where id = :other returning 1"
    )
    await judging.rows_of(sessions, same_holder, one=instagram, other=x)
    both = replace(
        ANNOUNCED,
        version="both",
        in_force_from=week,
        metrics={"instagram": "followers", "x": "followers"},
        accounts_needed=AccountsNeeded.ALL,
    )
    alone = await given.linked_account(sessions, platform="instagram")
    await given.observed(sessions, alone, given.calm_readings(weeks=12, until=week))
    async with system_transaction(sessions) as session:
        await policies.add_version(session, both, now=NOW)
        run = await runs.start_run(
            session, str(IsoWeek.of(week)), requested_by=None, now=judging.noon_after(week)
        )
        await runs.begin(session, run.id, now=NOW)
        await runs.judge_batch(session, run.id, limit=1000, now=judging.noon_after(week))

    assert (await judging.verdict_of(sessions, instagram))["decision"] == "eligible"
    lacking = (await judging.verdict_of(sessions, alone))["reasons"]["other_platforms_lacking"]
    assert lacking == {"platforms": "x"}


async def test_what_a_verdict_went_by_is_kept_under_its_hash(
    client: AsyncClient, sessions: Sessions
) -> None:
    account = await given.observed_account(sessions)
    await judging.judged(sessions, given.WEEK - timedelta(weeks=1))

    kept = (
        "select encode(sha256(inputs), 'hex') as digest, document ->> 'input_sha256' as named"
        " from assessments where account_id = :id"
    )
    (row,) = await judging.rows_of(sessions, kept, id=account)
    assert row.digest == row.named

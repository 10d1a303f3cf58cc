"""Runs of different weeks: the newest week speaks, and each sees what the other found."""

from datetime import date, datetime, timedelta
from uuid import UUID

from httpx import AsyncClient

from shared.calendar import IsoWeek
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification import given, judging
from verification.growth.rules.histories import Reading
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
        await runs.begin(session, run.id)
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

"""Runs over HTTP, and the jobs they queue, against real PostgreSQL."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from sqlalchemy import text

from shared.calendar import IsoWeek
from shared.clock import moment_of_request
from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.verification import given
from verification.runs import jobs, service

SCOPE = "verification.runs.write"
WEEK = str(IsoWeek.of(given.WEEK))


@pytest.fixture(autouse=True)
def it_is_sunday(app: FastAPI) -> None:
    app.dependency_overrides[moment_of_request] = lambda: given.SUNDAY


async def start(client: AsyncClient, issuer: TestIssuer, week: str = WEEK) -> Response:
    return await client.post("/v1/runs", json={"week": week}, headers=issuer.headers(SCOPE))


async def completed(client: AsyncClient, sessions: Sessions, issuer: TestIssuer) -> dict[str, Any]:
    """A run of the week, from the request to its end."""
    started = await start(client, issuer)
    await jobs.assess_week(sessions, {"run_id": started.json()["id"]}, batch=3)
    progress = await client.get(started.headers["location"], headers=issuer.headers(SCOPE))
    run: dict[str, Any] = progress.json()
    return run


async def rows_of(sessions: Sessions, sql: str, **values: Any) -> list[Any]:
    async with system_transaction(sessions) as session:
        return list(await session.execute(text(sql), values))


async def test_a_run_is_queued_with_its_job_in_one_transaction(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    answer = await start(client, issuer, "2026-W30")
    run = answer.json()
    assert (answer.status_code, run["state"], run["due"], run["scored"]) == (202, "queued", None, 0)
    job = "select * from pgqueuer where dedupe_key = :key"
    assert len(await rows_of(sessions, job, key=f"run:{run['id']}")) == 1

    again = await start(client, issuer, "2026-W30")
    assert (again.status_code, again.json()["type"]) == (409, "/problems/run-under-way")


async def test_every_linked_account_gets_one_verdict_and_one_event(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    accounts = [await given.observed_account(sessions) for _ in range(7)]
    bought = await given.linked_account(sessions)
    await given.observed(sessions, bought, given.bought_readings())

    run = await completed(client, sessions, issuer)

    assert run["state"] == "completed"
    assert run["due"] == run["scored"] >= 8
    assert run["remaining_seconds"] == 0
    verdicts = await rows_of(
        sessions, "select account_id, decision from assessments where run_id = :id", id=run["id"]
    )
    assert len(verdicts) == run["due"]
    decisions = {row.account_id: row.decision for row in verdicts}
    assert {decisions[account] for account in accounts} == {"eligible"}
    assert decisions[bought] == "review"
    told = "select * from events where type = 'eligibility.decided.v1' and subject = :id"
    events = await rows_of(sessions, told, id=str(bought))
    assert len(events) == 1
    assert events[0].internal
    assert events[0].data == {
        "account_id": str(bought),
        "decision": "review",
        "policy": "2019-11-25",
        "week": WEEK,
        "decided_at": events[0].data["decided_at"],
        "valid_until": "2027-02-21T17:00:00+00:00",
    }
    done = "select * from events where type = 'run.completed.v1' and subject = :id"
    assert len(await rows_of(sessions, done, id=run["id"])) == 1


async def test_a_job_that_comes_twice_does_nothing_the_second_time(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    await given.observed_account(sessions)
    run = await completed(client, sessions, issuer)
    before = await rows_of(sessions, "select count(*) from events")
    await jobs.assess_week(sessions, {"run_id": run["id"]}, batch=3)
    await jobs.assess_week(sessions, {"run_id": str(uuid4())}, batch=3)
    assert await rows_of(sessions, "select count(*) from events") == before


async def test_judging_the_same_week_again_tells_only_what_changed(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    same = await given.observed_account(sessions)
    changed = await given.linked_account(sessions)
    await completed(client, sessions, issuer)
    await given.observed(sessions, changed, given.calm_readings())
    await completed(client, sessions, issuer)

    told = "select count(*) from events where type = 'eligibility.decided.v1' and subject = :id"
    assert (await rows_of(sessions, told, id=str(same)))[0][0] == 1
    assert (await rows_of(sessions, told, id=str(changed)))[0][0] == 2


async def test_an_account_unlinked_after_the_list_was_drawn_is_struck_off(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    account = await given.observed_account(sessions)
    started = (await start(client, issuer)).json()
    async with system_transaction(sessions) as session:
        await service.begin(session, started["id"], now=given.SUNDAY)
    unlink = "update accounts set linked = false where id = :id returning 1"
    await rows_of(sessions, unlink, id=account)
    await jobs.assess_week(sessions, {"run_id": started["id"]}, batch=3)

    run = (await client.get(f"/v1/runs/{started['id']}", headers=issuer.headers(SCOPE))).json()
    assert run["state"] == "completed"
    assert run["due"] == run["scored"]
    verdict = "select * from assessments where account_id = :id"
    assert await rows_of(sessions, verdict, id=account) == []


async def test_a_week_to_come_and_a_week_that_is_none_are_refused(
    client: AsyncClient, issuer: TestIssuer
) -> None:
    for week, problem in (("2026-W49", "week-not-come"), ("2025-W53", "week-unreadable")):
        answer = await start(client, issuer, week)
        assert (answer.status_code, answer.json()["type"]) == (400, f"/problems/{problem}")


async def test_an_unknown_run_is_404(client: AsyncClient, issuer: TestIssuer) -> None:
    answer = await client.get(f"/v1/runs/{uuid4()}", headers=issuer.headers(SCOPE))
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/run-unknown")


async def test_the_weekly_tick_judges_the_week_that_ended_once(sessions: Sessions) -> None:
    monday = given.SUNDAY + timedelta(weeks=-10)
    for _ in range(2):
        async with system_transaction(sessions) as session:
            await service.start_weekly_run(session, now=monday)
    week = given.WEEK - timedelta(weeks=10)
    runs = await rows_of(sessions, "select * from runs where week = :week", week=week)
    assert [(run.requested_by, run.state) for run in runs] == [(None, "queued")]


async def test_a_run_whose_job_failed_is_queued_again(
    client: AsyncClient, sessions: Sessions, issuer: TestIssuer
) -> None:
    run = (await start(client, issuer, "2026-W20")).json()
    key = f"run:{run['id']}"
    failed = "update pgqueuer set status = 'failed' where dedupe_key = :key returning 1"
    await rows_of(sessions, failed, key=key)
    await jobs.resume_runs(sessions, {})
    await jobs.resume_runs(sessions, {})
    queued = "select * from pgqueuer where dedupe_key = :key and status = 'queued'"
    assert len(await rows_of(sessions, queued, key=key)) == 1


async def test_only_the_scope_for_runs_starts_one(client: AsyncClient, issuer: TestIssuer) -> None:
    headers = issuer.headers("verification.review verification.observations.write")
    answer = await client.post("/v1/runs", json={"week": WEEK}, headers=headers)
    assert answer.status_code == 403

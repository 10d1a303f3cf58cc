"""A tip has a name read within seconds; however many come, the platform is asked seldom."""

from datetime import datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from registry.accounts.sightings import queries
from registry.accounts.sightings.jobs import look_at_due
from shared.clock import current_time
from shared.database import system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, looked, told, word
from tests.registry.persons import Person, linked_account
from tests.registry.simulated import Platforms

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")


async def tip(client: httpx.AsyncClient, issuer: TestIssuer, name: str) -> None:
    headers = issuer.headers("registry.sightings.write")
    body = {"url": f"https://x.com/{name}"}
    answer = await client.post("/v1/sightings", json=body, headers=headers)
    assert answer.json()["accounts"] == 1, answer.text


async def report(client: httpx.AsyncClient, issuer: TestIssuer, badge: str, kind: str) -> None:
    headers = issuer.headers("registry.reports.write")
    body = {"kind": kind, "text": "Akun ini menjual obat."}
    answer = await client.post(f"/v1/badges/{badge}/reports", json=body, headers=headers)
    assert answer.status_code == 201, answer.text


async def work(app: FastAPI) -> None:
    """A worker does what is due at this moment."""
    await look_at_due(app.state.sessions, {}, connectors=app.state.connectors)


async def due(app: FastAPI) -> tuple[datetime, int]:
    """When the only account is looked at next, and how many jobs were ordered."""
    async with system_transaction(app.state.sessions) as session:
        at = await session.scalar(text("select due_at from account_sightings"))
        jobs = "select count(*) from pgqueuer where entrypoint = 'look_at_due_accounts'"
        return at, int(await session.scalar(text(jobs)) or 0)


async def test_a_stranger_is_found_out_by_a_tip(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
) -> None:
    name = scenes.handle()
    await a_badged_account(app, person, platforms, name)
    platforms.recycle("x", name)

    await tip(client, issuer, name)
    await work(app)

    assert await word(client, name) == (False, "paused")


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("account_taken_over", (False, "paused")),
        ("handle_changed", (False, "paused")),
        ("rules_in_question", (True, "active")),
    ],
)
async def test_a_report_that_says_so_has_the_profile_read_too(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
    kind: str,
    answer: tuple[bool, str],
) -> None:
    name = scenes.handle()
    await a_badged_account(app, person, platforms, name)
    query = {"platform": "x", "handle": name}
    badge = (await client.get("/v1/badges/lookup", params=query)).json()["badge"]["id"]
    platforms.recycle("x", name)

    await report(client, issuer, badge, kind)
    await work(app)

    assert await word(client, name) == answer


async def test_one_look_answers_all_tips_until_then(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
) -> None:
    name = scenes.handle()
    await linked_account(person, platforms, name)
    before = await due(app)

    for _ in range(10):
        await tip(client, issuer, name)

    at, jobs = await due(app)
    assert (at <= current_time(), jobs - before[1]) == (True, 1)


async def test_tips_after_a_look_wait_for_a_quarter_of_an_hour(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
) -> None:
    name = scenes.handle()
    await linked_account(person, platforms, name)
    await tip(client, issuer, name)
    first, _ = await due(app)
    await work(app)

    for _ in range(10):
        await tip(client, issuer, name)

    assert (await due(app))[0] == first + timedelta(minutes=15)


async def test_a_tip_goes_before_all_that_are_due_longer(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    other: Person,
    platforms: Platforms,
) -> None:
    await linked_account(person, platforms, scenes.handle())
    name = scenes.handle()
    tipped = await linked_account(other, platforms, name)
    await tip(client, issuer, name)
    async with system_transaction(app.state.sessions) as session:
        late = (
            "update account_sightings set due_at = now() - interval '2 days' where due_at > now()"
        )
        await session.execute(text(late))

        lease = timedelta(seconds=60)
        [turn] = await queries.take_turns(session, "x", current_time(), lease=lease, limit=1)

    assert str(turn.account_id) == tipped


async def test_another_look_in_a_week_tells_the_week_once(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
) -> None:
    name = scenes.handle()
    account_id = await linked_account(person, platforms, name)
    await looked(app, 1)
    async with system_transaction(app.state.sessions) as session:
        soon = text("update account_sightings set due_at = now()")
        await session.execute(soon)

    await looked(app, 1, timedelta(minutes=5))

    async with system_transaction(app.state.sessions) as session:
        after = await session.scalar(text("select due_at > now() from account_sightings"))
    assert (after, len(await told(app, account_id))) == (True, 1)

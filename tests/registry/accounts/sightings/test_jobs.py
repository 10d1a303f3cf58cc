"""Bad days of platforms age a proof and never fail it; every look is one turn of one worker."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from registry.accounts.sightings import queries
from registry.accounts.sightings.jobs import forget_unlinked
from shared.database import system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import (
    a_badged_account,
    looked,
    own,
    sunday,
    told,
    word,
)
from tests.registry.persons import ACCOUNTS, Person, linked_account
from tests.registry.simulated import Platforms

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")

BAD_DAYS = [
    ({"status": 503}, "platform-unavailable"),
    ({"status": 500}, "platform-unavailable"),
    ({"slow_seconds": 4.5}, "platform-unavailable"),
    ({"html": True}, "answer-not-understood"),
    ({"status": 429, "retry_after": 30}, "rate-limited"),
    ({"status": 429, "headers": {"x-rate-limit-reset": "nan"}}, "rate-limited"),
    ({"status": 401}, "token-refused"),
]


@pytest.mark.parametrize(("mischief", "reason"), BAD_DAYS)
async def test_a_bad_day_ages_a_proof_and_never_fails_it(
    app: FastAPI,
    client: httpx.AsyncClient,
    person: Person,
    platforms: Platforms,
    mischief: dict[str, object],
    reason: str,
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name, followers=612)
    platforms.misbehave("x", **mischief)
    await looked(app, 1)
    during = (await own(person, account_id), await word(client, name))
    platforms.behave("x")

    await looked(app, 2)

    assert (during[0]["state"], during[0]["notice"]) == ("linked", None)
    assert during[1] == (True, "active")
    weeks = [(week["audience"], week["missed"]) for week in await told(app, account_id)]
    assert weeks == [(None, reason), (612, None)]


async def test_a_limited_platform_is_left_alone_as_long_as_it_asks(
    app: FastAPI, person: Person, other: Person, platforms: Platforms
) -> None:
    first = await linked_account(person, platforms, scenes.handle())
    platforms.misbehave("x", status=429, retry_after=1800)
    await looked(app, 1)
    platforms.behave("x")
    second = await linked_account(other, platforms, scenes.handle())

    for minutes in (10, 29, 31):
        await looked(app, 1, timedelta(minutes=minutes))
        seen = [(await told(app, account_id)) != [] for account_id in (first, second)]
        assert seen == [minutes > 30, minutes > 30]


async def test_other_platforms_are_read_while_one_is_away(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    away = await linked_account(person, platforms, scenes.handle())
    name = scenes.handle()
    platforms.put("facebook", name)
    there = await person.claim(f"https://www.facebook.com/{name}")
    platforms.put("facebook", name, bio=await person.code_for(there), followers=700)
    await person.prove(there)
    platforms.misbehave("x", status=503)

    await looked(app, 1)

    assert await told(app, away) == []
    assert [week["audience"] for week in await told(app, there)] == [700]


async def test_a_platform_that_finds_nobody_at_all_is_not_believed(
    app: FastAPI, client: httpx.AsyncClient, issuer: TestIssuer, platforms: Platforms
) -> None:
    ids = []
    for name in [scenes.handle() for _ in range(5)]:
        holder = Person(client, issuer, await given.an_officer(app.state.sessions))
        ids.append(await linked_account(holder, platforms, name))
        platforms.remove("x", name)

    await looked(app, 1)

    assert [await told(app, account_id) for account_id in ids] == [[]] * 5


async def test_two_workers_at_once_tell_every_week_once(
    app: FastAPI, person: Person, other: Person, platforms: Platforms
) -> None:
    ids = [await linked_account(who, platforms, scenes.handle()) for who in (person, other)]

    await asyncio.gather(looked(app, 1), looked(app, 1), looked(app, 1))

    assert [len(await told(app, account_id)) for account_id in ids] == [1, 1]


async def test_a_lease_of_a_dead_worker_lapses(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())
    at = sunday(1)
    async with system_transaction(app.state.sessions) as session:
        lease = timedelta(seconds=20)
        [turn] = await queries.take_turns(session, "x", at, lease=lease, limit=8)
        again = await queries.take_turns(session, "x", at + lease / 2, lease=lease, limit=8)
        [later] = await queries.take_turns(session, "x", at + lease, lease=lease, limit=8)

    assert (str(turn.account_id), again, later.account_id) == (account_id, [], turn.account_id)
    async with system_transaction(app.state.sessions) as session:
        assert await queries.held(session, turn) is None


async def test_the_lag_is_the_age_of_the_oldest_look_not_taken(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    await linked_account(person, platforms, scenes.handle())
    async with system_transaction(app.state.sessions) as session:
        none_due = await queries.lag_seconds(session)
        late = "update account_sightings set due_at = now() - interval '90 minutes'"
        await session.execute(text(late))

        assert (none_due, await queries.lag_seconds(session)) == (0, 5400)


async def test_nothing_is_kept_of_looks_at_what_was_let_go(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())
    await person.delete(f"{ACCOUNTS}/{account_id}", (await own(person, account_id))["version"])

    await forget_unlinked(app.state.sessions, {})

    async with system_transaction(app.state.sessions) as session:
        assert await session.scalar(text("select count(*) from account_sightings")) == 0

"""A platform's number and a name lead to the same account, and to the same answer."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from registry.accounts.account.tables import Account
from registry.badges.badge.tables import Badge
from shared.database import Sessions, system_transaction
from tests.registry import given, pauses, scenes
from tests.registry.public.lookups.asking import LOOKUP, asked, eventually, stopped
from tests.registry.public.lookups.test_repeated import until_repeated

BY_NUMBER = [
    "https://www.facebook.com/profile.php?id={number}",
    "https://www.facebook.com/people/Nama-Lain/{number}/",
    "https://www.facebook.com/p/Nama-Lain-{number}/",
    "https://m.facebook.com/Nama-Lain-{number}/about",
    "https://www.facebook.com/{number}",
]


async def number_of(sessions: Sessions, badge: Badge) -> str:
    statement = select(Account.platform_account_id).where(Account.id == badge.account_id)
    async with system_transaction(sessions) as session:
        return str(await session.scalar(statement))


async def a_named_badge(sessions: Sessions) -> tuple[given.Enrolled, Badge, str]:
    """On Facebook, under a name; with the number it has there."""
    officer, _, badge = await scenes.a_badge(sessions, "facebook", f"u.{scenes.handle()}")
    return officer, badge, await number_of(sessions, badge)


@pytest.mark.parametrize("address", BY_NUMBER)
async def test_the_number_of_an_account_linked_under_a_name_is_official(
    client: httpx.AsyncClient, sessions: Sessions, address: str
) -> None:
    _, badge, number = await a_named_badge(sessions)

    found = await asked(client, url=address.format(number=number))

    assert (found["official"], found["badge"]["id"]) == (True, str(badge.id))
    assert found["handle"] == badge.handle


async def test_names_and_numbers_are_asked_in_one_batch(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    _, badge, number = await a_named_badge(sessions)
    urls = [
        f"https://www.facebook.com/profile.php?id={number}",
        f"https://www.facebook.com/{badge.handle}",
        f"https://www.facebook.com/profile.php?id={number}1",
        f"https://x.com/{number[:15]}",
    ]

    answer = await client.post(LOOKUP, json={"urls": urls})

    states = [found["state"] for found in answer.json()["results"]]
    assert states == ["active", "active", "never", "never"]


async def test_a_number_of_a_badge_that_ended_says_so(
    client: httpx.AsyncClient, sessions: Sessions
) -> None:
    officer, _, number = await a_named_badge(sessions)
    await stopped(sessions, officer)

    found = await asked(client, url=BY_NUMBER[0].format(number=number))

    assert (found["official"], found["state"], found["badge"]) == (False, "ended", None)


async def test_a_pause_is_heard_by_who_asked_for_the_number(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    _, badge, number = await a_named_badge(sessions)
    url = BY_NUMBER[0].format(number=number)
    await until_repeated(client, app, url)

    await pauses.paused(sessions, badge)

    await eventually(client, url, "paused")


async def test_a_grant_is_heard_by_who_was_told_never_of_the_number(
    client: httpx.AsyncClient, app: FastAPI, sessions: Sessions
) -> None:
    officer = await given.an_officer(sessions, trained=True)
    account_id, _ = await scenes.a_linked_account(sessions, officer, "facebook")
    statement = select(Account.platform_account_id).where(Account.id == account_id)
    async with system_transaction(sessions) as session:
        url = BY_NUMBER[0].format(number=await session.scalar(statement))
    await until_repeated(client, app, url)

    await scenes.found(sessions, account_id)
    await scenes.reconsidered(sessions, officer.id)

    await eventually(client, url, "active")


@pytest.mark.parametrize("word", ["login", "loginphp", "home", "me"])
async def test_a_page_of_the_platform_is_never_official_whatever_carries_a_badge(
    client: httpx.AsyncClient, sessions: Sessions, word: str
) -> None:
    _, _, badge = await scenes.a_badge(sessions, "facebook", scenes.handle())
    async with system_transaction(sessions) as session:
        held = await session.get_one(Badge, badge.id)
        held.handle = held.handle_key = word

    for path in (f"{word}.php?next=https%3A%2F%2Fevil.example", word, f"{word}/", f"{word}."):
        answer = await client.get(LOOKUP, params={"url": f"https://www.facebook.com/{path}"})
        assert answer.status_code == 400, path

"""Who guesses secrets is told to wait, and nobody else is held up by it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from registry.access.clients.tables import WrongSecrets
from shared.clock import moment_of_request
from shared.database import Sessions, system_transaction
from tests.registry.access import given

Caller = Callable[[str], httpx.AsyncClient]
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
async def calling(app: FastAPI, client: httpx.AsyncClient) -> AsyncIterator[Caller]:
    """A client that calls from an address, always at noon: the minute does not end."""
    app.dependency_overrides[moment_of_request] = lambda: NOON
    async with AsyncExitStack() as stack:
        callers: list[httpx.AsyncClient] = []

        def caller(address: str) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app, client=(address, 1))
            callers.append(httpx.AsyncClient(transport=transport, base_url="http://registry"))
            stack.push_async_callback(callers[-1].aclose)
            return callers[-1]

        yield caller


async def statuses(caller: httpx.AsyncClient, *asked: tuple[str, str]) -> list[int]:
    """Of requests for a token, one after another."""
    return [(await given.token_asked(caller, each)).status_code for each in asked]


async def test_after_five_wrong_secrets_the_right_one_waits_too(
    calling: Caller, sessions: Sessions
) -> None:
    right = await given.a_client(sessions)
    wrong = (right[0], "lencana_wrong")

    found = await statuses(calling("203.0.113.7"), right, *[wrong] * 5, right, wrong)

    assert found == [200, *[401] * 5, 429, 429]


async def test_a_stranger_does_not_lock_a_client_out(calling: Caller, sessions: Sessions) -> None:
    right = await given.a_client(sessions)
    await statuses(calling("198.51.100.1"), *[(right[0], "lencana_wrong")] * 12)

    assert await statuses(calling("203.0.113.7"), right) == [200]


async def test_another_client_of_the_same_network_is_not_held_up(
    calling: Caller, sessions: Sessions
) -> None:
    guessed, right = await given.a_client(sessions), await given.a_client(sessions)
    caller = calling("203.0.113.7")

    found = await statuses(caller, *[(guessed[0], "lencana_wrong")] * 7, right)

    assert found[-2:] == [429, 200]


async def test_clients_nobody_knows_are_treated_like_those_there_are(
    calling: Caller, sessions: Sessions
) -> None:
    known, _ = await given.a_client(sessions)
    caller = calling("203.0.113.8")

    found = [await statuses(caller, *[(name, "x")] * 7) for name in (known, "nobody-at-all")]

    assert found == [[401] * 5 + [429] * 2] * 2


async def test_guesses_at_once_are_counted_each(calling: Caller, sessions: Sessions) -> None:
    name, _ = await given.a_client(sessions)
    caller = calling("203.0.113.9")

    answers = await asyncio.gather(*(statuses(caller, (name, "x")) for _ in range(20)))

    assert sum(answer == [401] for answer in answers) == 5


async def test_who_is_told_to_wait_hears_how_long(calling: Caller) -> None:
    caller = calling("203.0.113.10")
    await statuses(caller, *[("nobody", "x")] * 5)

    answer = await given.token_asked(caller, ("nobody", "x"))

    assert answer.headers["Retry-After"] == "60"
    assert answer.json()["error"] == "temporarily_unavailable"


async def test_no_address_and_no_name_is_kept_of_who_guesses(
    calling: Caller, sessions: Sessions
) -> None:
    await statuses(calling("203.0.113.11"), ("somebody", "x"))

    async with system_transaction(sessions) as session:
        rows = (await session.execute(select(WrongSecrets.__table__))).all()

    assert rows
    assert not any(text in str(rows) for text in ("203.0.113", "somebody"))

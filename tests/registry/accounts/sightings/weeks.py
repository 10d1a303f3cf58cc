"""Weekly looks in tests: at a moment of the test's choice, with the platforms on a real socket."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

import httpx
from fastapi import FastAPI
from sqlalchemy import text

from registry.accounts.account.rules.addresses import AccountRef, read_handle
from registry.accounts.sightings.jobs import look_at_due
from shared.calendar import JAKARTA, IsoWeek
from shared.clock import current_time
from shared.database import system_transaction
from tests.registry import given, scenes
from tests.registry.persons import ACCOUNTS, Person, linked_account
from tests.registry.simulated import Platforms


def sunday(weeks: int) -> datetime:
    """Noon of the last day of a week from now; every account's turn has come by then."""
    monday = IsoWeek.of(current_time()).plus(weeks).monday
    return datetime.combine(monday, time(12), JAKARTA) + timedelta(days=6)


async def looked(app: FastAPI, weeks: int, later: timedelta = timedelta()) -> None:
    """A worker has looked at everything that is due by the end of that week, or a bit later."""
    state, at = app.state, sunday(weeks) + later
    await look_at_due(state.sessions, {}, connectors=state.connectors, clock=lambda: at)


async def a_badged_account(
    app: FastAPI,
    person: Person,
    platforms: Platforms,
    name: str,
    platform: str = "x",
    **profile: object,
) -> str:
    """An account, proven over HTTP, that carries a badge; the account's id."""
    account_id = await linked_account(person, platforms, name, platform)
    platforms.put(platform, name, **profile)
    sessions = app.state.sessions
    await scenes.found(sessions, UUID(account_id))
    await scenes.reconsidered(sessions, person.officer.id)
    return account_id


async def word(client: httpx.AsyncClient, name: str, platform: str = "x") -> tuple[bool, str]:
    """What the public hears now, asked of the database."""
    reference = read_handle(platform, name)
    assert isinstance(reference, AccountRef)
    asked = {"urls": [reference.url]}
    answer = await client.post("/v1/badges/lookup", json=asked)
    assert answer.status_code == 200, answer.text
    [result] = answer.json()["results"]
    return result["official"], result["state"]


async def own(person: Person, account_id: str) -> dict[str, Any]:
    """The account as its holder reads it."""
    answer = await person.get(f"{ACCOUNTS}/{account_id}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def told(app: FastAPI, account_id: str) -> list[dict[str, Any]]:
    """The weeks that verification was told of, in order."""
    events = await given.events_about(app.state.sessions, account_id)
    return [facts for type, facts in events if type == "account.sighted.v1"]


async def forget_looks(app: FastAPI) -> None:
    """No account of an earlier test is looked at any more, and no platform is left alone."""
    async with system_transaction(app.state.sessions) as session:
        await session.execute(text("delete from account_sightings"))
        await session.execute(text("delete from platform_pauses"))

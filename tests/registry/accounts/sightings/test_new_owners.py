"""A name goes to who proves control of it now, and who lost it can let go."""

import httpx
import pytest
from fastapi import FastAPI

from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, looked, own, told, word
from tests.registry.persons import ACCOUNTS, Person, linked_account, problem
from tests.registry.simulated import Platforms

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")


async def test_the_rightful_new_owner_of_an_old_name_links_it(
    app: FastAPI,
    client: httpx.AsyncClient,
    person: Person,
    other: Person,
    platforms: Platforms,
) -> None:
    old, new = scenes.handle(), scenes.handle()
    theirs = await a_badged_account(app, person, platforms, old)
    platforms.rename("x", old, new)
    refused = await other.register(f"https://x.com/{old}")
    await looked(app, 1)

    await a_badged_account(app, other, platforms, old)

    assert problem(refused) == (409, "account-linked-to-another")
    assert await word(client, old) == (True, "active")
    assert (await own(person, theirs))["state"] == "renamed"


async def test_a_proof_shows_at_once_that_somebody_else_has_lost_the_name(
    app: FastAPI,
    client: httpx.AsyncClient,
    person: Person,
    other: Person,
    platforms: Platforms,
    issuer: TestIssuer,
) -> None:
    name = scenes.handle()
    platforms.put("x", name)
    waiting = await other.claim(f"https://x.com/{name}")
    theirs = await a_badged_account(app, person, platforms, name)
    platforms.recycle("x", name)
    platforms.put("x", name, bio=await other.code_for(waiting))

    proven = await other.prove(waiting)

    assert proven.json()["state"] == "linked"
    assert (await own(person, theirs))["state"] == "control_lost"
    assert await word(client, name) == (False, "paused")


async def test_an_account_that_lost_its_name_can_be_let_go(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name)
    platforms.recycle("x", name)
    await looked(app, 1)

    version = (await own(person, account_id))["version"]
    answer = await person.delete(f"{ACCOUNTS}/{account_id}", version)

    assert answer.status_code == 204
    assert await word(client, name) == (False, "ended")
    told = [type for type, _ in await given.events_about(app.state.sessions, account_id)]
    assert told[-1] == "account.unlinked.v1"


async def test_what_was_let_go_is_looked_at_no_more(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())
    version = (await own(person, account_id))["version"]
    await person.delete(f"{ACCOUNTS}/{account_id}", version)

    await looked(app, 1)

    assert await told(app, account_id) == []

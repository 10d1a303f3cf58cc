"""Instagram finds no account by its number: its holder tells the new name, which is tried."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from registry.accounts.sightings.jobs import look_at_due
from shared.testing.tokens import TestIssuer
from tests.registry import scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, looked, own, word
from tests.registry.persons import ACCOUNTS, Person, linked_account, problem
from tests.registry.simulated import Platforms

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")
INSTAGRAM = "instagram"


async def tell(person: Person, account_id: str, name: str, host: str = INSTAGRAM) -> httpx.Response:
    body = {"url": f"https://www.{host}.com/{name}"}
    return await person.post(f"{ACCOUNTS}/{account_id}/names", body)


async def renamed(
    app: FastAPI, person: Person, platforms: Platforms, *, gone: bool = False
) -> tuple[str, str, str]:
    """An account with a badge under a new name, which no look has found: id, old and new name."""
    old, new = scenes.handle(), scenes.handle()
    account_id = await a_badged_account(app, person, platforms, old, INSTAGRAM)
    platforms.rename(INSTAGRAM, old, new)
    for week in (1, 2) if gone else ():
        await looked(app, week)
    return account_id, old, new


async def work(app: FastAPI) -> None:
    await look_at_due(app.state.sessions, {}, connectors=app.state.connectors)


async def test_a_new_name_that_is_told_is_found_at_once(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    account_id, old, new = await renamed(app, person, platforms)

    answer = await tell(person, account_id, new)
    await work(app)

    assert (answer.status_code, answer.json()) == (202, {"state": "looking"})
    read = await own(person, account_id)
    assert (read["state"], read["new_handle"]) == ("renamed", new)
    assert await word(client, old, INSTAGRAM) == (False, "ended")
    assert await word(client, new, INSTAGRAM) == (False, "never")


async def test_who_was_gone_under_the_old_name_comes_back_under_the_new_one(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    account_id, _, new = await renamed(app, person, platforms, gone=True)
    before = (await own(person, account_id))["state"]

    await tell(person, account_id, new)
    await looked(app, 2, timedelta(minutes=1))

    assert (before, (await own(person, account_id))["state"]) == ("gone", "renamed")


async def test_the_new_name_is_still_known_while_a_reviewer_has_yet_to_look(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    account_id, _, new = await renamed(app, person, platforms)
    await tell(person, account_id, new)
    await work(app)

    for week in (1, 2, 3):
        await looked(app, week)

    read = await own(person, account_id)
    assert (read["state"], read["new_handle"]) == ("renamed", new)


async def test_a_reviewer_from_elsewhere_confirms_it_and_the_badge_follows(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
) -> None:
    account_id, old, new = await renamed(app, person, platforms)
    await tell(person, account_id, new)
    await work(app)
    headers = issuer.headers("registry.badges.review", institutions=["klpd:K99"])

    answer = await client.post(
        f"/v1/renamings/{account_id}/confirmations", json={"handle": new}, headers=headers
    )

    assert answer.status_code == 201, answer.text
    assert await word(client, new, INSTAGRAM) == (True, "active")
    assert await word(client, old, INSTAGRAM) == (False, "ended")


async def test_the_name_of_somebody_else_moves_nothing(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name, theirs = scenes.handle(), scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name, INSTAGRAM)
    platforms.put(INSTAGRAM, theirs)

    await tell(person, account_id, theirs)
    await work(app)

    assert await word(client, name, INSTAGRAM) == (True, "active")
    assert await word(client, theirs, INSTAGRAM) == (False, "never")
    assert (await own(person, account_id))["new_handle"] is None


async def test_who_lost_the_old_name_to_a_stranger_is_found_under_the_new_one(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    account_id, old, new = await renamed(app, person, platforms)
    platforms.put(INSTAGRAM, old, bio="beli obat kuat")
    await looked(app, 1)
    lost = (await own(person, account_id))["state"]

    await tell(person, account_id, new)
    await looked(app, 1, timedelta(minutes=1))

    assert (lost, (await own(person, account_id))["state"]) == ("control_lost", "renamed")
    assert await word(client, old, INSTAGRAM) == (False, "ended")


async def test_names_tried_in_a_row_ask_the_platform_once_in_a_quarter_of_an_hour(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    account_id, _, new = await renamed(app, person, platforms)
    await tell(person, account_id, scenes.handle())
    await work(app)

    await tell(person, account_id, new)
    await work(app)

    assert (await own(person, account_id))["state"] == "linked"


@pytest.mark.parametrize("url", ["x", "facebook"])
async def test_an_account_elsewhere_is_no_new_name(
    person: Person, platforms: Platforms, url: str
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle(), INSTAGRAM)

    answer = await tell(person, account_id, scenes.handle(), url)

    assert problem(answer) == (409, "name-of-no-watched-account")


async def test_nobody_tells_the_name_of_somebody_elses_account(
    person: Person, other: Person, platforms: Platforms
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle(), INSTAGRAM)

    assert problem(await tell(other, account_id, scenes.handle())) == (404, "account-unknown")


async def test_what_is_only_claimed_has_no_new_name(person: Person) -> None:
    account_id = await person.claim(f"https://www.instagram.com/{scenes.handle()}")

    answer = await tell(person, account_id, scenes.handle())

    assert problem(answer) == (409, "name-of-no-watched-account")

"""What the holder reads of the last look, and who may have a profile read at once."""

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from shared.database import system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import scenes
from tests.registry.accounts.sightings.weeks import own
from tests.registry.persons import ACCOUNTS, Person, linked_account, problem
from tests.registry.simulated import Platforms

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")


async def test_before_the_first_look_nothing_was_seen(person: Person, platforms: Platforms) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())

    read = await own(person, account_id)

    assert read["state"] == "linked"
    unseen = (read["last_seen_at"], read["audience"], read["new_handle"], read["notice"])
    assert unseen == (None, None, None, None)


async def test_the_list_tells_the_same_as_the_account(person: Person, platforms: Platforms) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())

    listed = (await person.get(ACCOUNTS)).json()["items"]

    assert listed == [await own(person, account_id)]


async def test_nobody_reads_what_was_seen_of_somebody_elses_account(
    person: Person, other: Person, platforms: Platforms
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())

    answer = await other.get(f"{ACCOUNTS}/{account_id}")

    assert problem(answer) == (404, "account-unknown")


async def look_soon(client: httpx.AsyncClient, issuer: TestIssuer, url: str) -> httpx.Response:
    headers = issuer.headers("registry.sightings.write")
    return await client.post("/v1/sightings", json={"url": url}, headers=headers)


async def test_an_operator_has_a_profile_read_now_in_any_spelling(
    app: FastAPI,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    person: Person,
    platforms: Platforms,
) -> None:
    name = scenes.handle()
    await linked_account(person, platforms, name)

    answer = await look_soon(client, issuer, f"https://mobile.twitter.com/{name.upper()}?s=20")

    assert (answer.status_code, answer.json()) == (202, {"state": "ordered", "accounts": 1})
    async with system_transaction(app.state.sessions) as session:
        due = await session.scalar(text("select due_at <= now() from account_sightings"))
        jobs = text("select count(*) from pgqueuer where entrypoint = 'look_at_due_accounts'")
        assert (due, await session.scalar(jobs)) == (True, 1)


async def test_a_name_nobody_linked_orders_nothing(
    client: httpx.AsyncClient, issuer: TestIssuer
) -> None:
    answer = await look_soon(client, issuer, f"https://x.com/{scenes.handle()}")

    assert (answer.status_code, answer.json()["accounts"]) == (202, 0)


async def test_what_is_no_address_is_refused(client: httpx.AsyncClient, issuer: TestIssuer) -> None:
    answer = await look_soon(client, issuer, "bukan alamat")

    assert problem(answer) == (400, "address-unreadable")


async def test_the_lag_of_looks_and_of_new_names_is_on_the_page_of_figures(
    client: httpx.AsyncClient, person: Person, platforms: Platforms, app: FastAPI
) -> None:
    await linked_account(person, platforms, scenes.handle())
    async with system_transaction(app.state.sessions) as session:
        late = "update account_sightings set due_at = now() - interval '3 days'"
        await session.execute(text(late))

    figures = (await client.get("/metrics")).text

    [lag] = [line for line in figures.splitlines() if line.startswith("lencana_looks_lag_seconds ")]
    assert float(lag.split()[1]) >= 259_200
    assert "lencana_renamings_lag_seconds 0.0" in figures

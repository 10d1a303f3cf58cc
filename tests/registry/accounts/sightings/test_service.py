"""Renamed, taken over, gone: what the public and the holder hear, and what brings it back."""

import httpx
import pytest
from fastapi import FastAPI

from tests.registry import given, scenes
from tests.registry.accounts.sightings.weeks import a_badged_account, looked, own, word
from tests.registry.persons import Person
from tests.registry.simulated import Platforms
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("nobody_else_is_due")


async def test_nothing_changes_for_who_is_found_under_the_own_name(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name, followers=612)

    await looked(app, 1)

    read = await own(person, account_id)
    assert (read["state"], read["notice"]) == ("linked", None)
    assert read["audience"] == {"metric": "followers", "count": 612}
    assert read["last_seen_at"] is not None
    assert await word(client, name) == (True, "active")


async def test_a_stranger_under_the_name_is_never_called_official(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name)
    platforms.recycle("x", name)

    await looked(app, 1)

    assert await word(client, name) == (False, "paused")
    read = await own(person, account_id)
    assert (read["state"], read["notice"]["code"]) == ("control_lost", "control_lost")
    assert [*read["notice"]["text"]] == ["id", "en"]


async def test_the_pause_outlasts_every_term_until_control_is_proven_anew(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name)
    profile = platforms.director.get(f"/x/profiles/{name}").json()
    platforms.recycle("x", name)
    for week in (1, 2, 3):
        await looked(app, week)
    assert await word(client, name) == (False, "paused")

    platforms.put("x", name, id=profile["id"], bio=await person.code_for(account_id))
    answer = await person.prove(account_id)

    assert answer.json()["state"] == "linked"
    assert await word(client, name) == (True, "active")
    assert (await own(person, account_id))["notice"] is None


async def test_a_badge_does_not_pass_to_another_account_under_the_same_name(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name)
    platforms.recycle("x", name)
    await looked(app, 1)

    platforms.put("x", name, bio=await person.code_for(account_id))
    answer = await person.prove(account_id)

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/another-account-behind")
    assert await word(client, name) == (False, "paused")


async def test_a_name_that_comes_back_by_itself_needs_a_proof_all_the_same(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    await a_badged_account(app, person, platforms, name)
    profile = platforms.director.get(f"/x/profiles/{name}").json()
    platforms.recycle("x", name)
    await looked(app, 1)

    platforms.put("x", name, id=profile["id"])
    await looked(app, 2)

    assert await word(client, name) == (False, "paused")


async def test_a_prepared_answer_ends_with_the_take_over(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    await a_badged_account(app, person, platforms, name)
    query = {"platform": "x", "handle": name}

    async def official() -> bool:
        answer = await client.get("/v1/badges/lookup", params=query)
        return bool(answer.json()["official"])

    assert await official()
    platforms.recycle("x", name)
    await looked(app, 1)

    async def is_over() -> bool:
        return not await official()

    await until(is_over, "the look-up forgets the prepared answer")


async def test_who_is_renamed_is_not_followed_by_a_stranger_under_the_old_name(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    old, new = scenes.handle(), scenes.handle()
    account_id = await a_badged_account(app, person, platforms, old)
    platforms.rename("x", old, new)
    platforms.put("x", old, bio="beli obat kuat")

    await looked(app, 1)

    assert await word(client, old) == (False, "ended")
    assert await word(client, new) == (False, "never")
    read = await own(person, account_id)
    assert (read["state"], read["new_handle"]) == ("renamed", new)
    assert read["notice"]["code"] == "renamed"


async def test_who_takes_the_old_name_back_is_official_again(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    old, new = scenes.handle(), scenes.handle()
    account_id = await a_badged_account(app, person, platforms, old)
    platforms.rename("x", old, new)
    await looked(app, 1)
    platforms.rename("x", new, old)

    await looked(app, 2)

    assert await word(client, old) == (True, "active")
    assert (await own(person, account_id))["new_handle"] is None


async def test_a_profile_is_gone_at_the_second_weekly_look_and_comes_back_by_itself(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name)
    profile = platforms.director.get(f"/x/profiles/{name}").json()
    platforms.remove("x", name)

    await looked(app, 1)
    once = (await word(client, name), (await own(person, account_id))["notice"]["code"])
    await looked(app, 2)
    twice = (await word(client, name), (await own(person, account_id))["notice"]["code"])
    platforms.put("x", name, id=profile["id"])
    await looked(app, 3)

    assert once == ((True, "active"), "not_found_once")
    assert twice == ((False, "paused"), "gone")
    assert await word(client, name) == (True, "active")
    assert (await own(person, account_id))["notice"] is None


async def test_whoever_takes_a_name_that_was_gone_is_no_officer(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    await a_badged_account(app, person, platforms, name)
    platforms.remove("x", name)
    await looked(app, 1)
    platforms.put("x", name)

    await looked(app, 2)

    assert await word(client, name) == (False, "paused")


async def test_a_private_profile_is_paused_and_comes_back_by_itself(
    app: FastAPI, client: httpx.AsyncClient, person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    account_id = await a_badged_account(app, person, platforms, name)
    platforms.put("x", name, private=True)
    await looked(app, 1)
    await looked(app, 2)
    paused = (await word(client, name), (await own(person, account_id))["state"])

    platforms.put("x", name, private=False)
    await looked(app, 3)

    assert paused == ((False, "paused"), "private")
    assert await word(client, name) == (True, "active")


async def test_no_event_of_a_look_holds_a_name(
    app: FastAPI, person: Person, platforms: Platforms
) -> None:
    old, new = scenes.handle(), scenes.handle()
    account_id = await a_badged_account(app, person, platforms, old)
    platforms.rename("x", old, new)

    await looked(app, 1)

    events = await given.events_about(app.state.sessions, account_id)
    looks = [str(facts) for type, facts in events if type != "account.linked.v1"]
    assert not any(old in text or new in text for text in looks)

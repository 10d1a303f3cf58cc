"""Proving control of an account, over HTTP and against simulated platforms."""

import httpx
import pytest
from sqlalchemy import text

from shared.database import Sessions, system_transaction
from shared.testing.tokens import TestIssuer
from tests.registry import given, scenes
from tests.registry.persons import ACCOUNTS, Person, linked_account, problem
from tests.registry.simulated import Platforms

ADDRESSES = [
    ("instagram", "HTTPS://M.Instagram.com/@{}/?igsh=1", "https://www.instagram.com/{}"),
    ("x", "www.twitter.com/{}?s=21", "https://x.com/{}"),
    ("facebook", "id-id.facebook.com/{}/about", "https://www.facebook.com/{}"),
]


@pytest.mark.parametrize(("platform", "written", "canonical"), ADDRESSES)
async def test_an_account_is_linked_by_a_code_in_its_profile(
    person: Person,
    platforms: Platforms,
    sessions: Sessions,
    platform: str,
    written: str,
    canonical: str,
) -> None:
    name = scenes.handle()
    number = platforms.put(platform, name, bio="Humas")
    claimed = await person.register(written.format(name.upper()))
    account_id = claimed.json()["id"]
    code = await person.code_for(account_id)
    platforms.put(platform, name, bio=f"Humas ✨ {code.lower()} ✨")

    linked = await person.prove(account_id)

    assert claimed.json()["url"] == canonical.format(name)
    assert claimed.headers["location"] == f"{ACCOUNTS}/{account_id}"
    assert linked.status_code == 200
    assert linked.json()["state"] == "linked"
    statement = text("select platform_account_id from accounts where id = :id")
    async with system_transaction(sessions) as session:
        assert await session.scalar(statement, {"id": account_id}) == number
    [(type, facts)] = await given.events_about(sessions, account_id)
    assert type == "account.linked.v1"
    assert facts["url"] == canonical.format(name)
    assert facts["officer_id"] == str(person.officer.id)


async def test_somebody_elses_account_cannot_be_proven(
    person: Person, other: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    platforms.put("x", name)
    theirs = await other.claim(f"x.com/{name}")
    mine = await person.claim(f"x.com/{name}")
    await person.code_for(mine)
    platforms.put("x", name, bio=await other.code_for(theirs))

    assert problem(await person.prove(mine)) == (409, "control-not-proven")
    assert (await other.prove(theirs)).status_code == 200


async def test_a_code_serves_one_person_and_one_account(
    person: Person, platforms: Platforms
) -> None:
    one, two = scenes.handle(), scenes.handle()
    for platform, name in (("x", one), ("instagram", two)):
        platforms.put(platform, name)
    first = await person.claim(f"x.com/{one}")
    second = await person.claim(f"instagram.com/{two}")
    code = await person.code_for(first)
    await person.code_for(second)
    platforms.put("instagram", two, bio=code)

    assert problem(await person.prove(second)) == (409, "control-not-proven")


async def test_a_linked_account_is_refused_to_others(
    person: Person, other: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    await linked_account(person, platforms, name)

    assert problem(await other.register(f"x.com/{name}")) == (409, "account-linked-to-another")


async def test_the_same_number_under_two_people_is_refused(
    person: Person, other: Person, platforms: Platforms
) -> None:
    name, new_name = scenes.handle(), scenes.handle()
    await linked_account(person, platforms, name)
    platforms.rename("x", name, new_name)
    claimed = await other.claim(f"x.com/{new_name}")
    platforms.put("x", new_name, bio=await other.code_for(claimed))

    assert problem(await other.prove(claimed)) == (409, "account-linked-to-another")


async def test_five_readings_without_the_code_use_it_up(
    person: Person, platforms: Platforms
) -> None:
    name = scenes.handle()
    platforms.put("x", name, bio="nothing")
    account_id = await person.claim(f"x.com/{name}")
    code = await person.code_for(account_id)

    left = [(await person.prove(account_id)).json()["tries_left"] for _ in range(5)]
    platforms.put("x", name, bio=code)

    assert left == [4, 3, 2, 1, 0]
    assert problem(await person.prove(account_id)) == (409, "challenge-missing")


async def test_a_new_code_replaces_the_old_one(person: Person, platforms: Platforms) -> None:
    name = scenes.handle()
    account_id = await person.claim(f"x.com/{name}")
    old = await person.code_for(account_id)
    new = await person.code_for(account_id)

    platforms.put("x", name, bio=old)
    with_old = await person.prove(account_id)
    platforms.put("x", name, bio=new)
    with_new = await person.prove(account_id)

    assert problem(with_old) == (409, "control-not-proven")
    assert with_new.status_code == 200


async def test_a_code_lapses_after_a_day(
    person: Person, platforms: Platforms, sessions: Sessions
) -> None:
    name = scenes.handle()
    account_id = await person.claim(f"x.com/{name}")
    platforms.put("x", name, bio=await person.code_for(account_id))
    lapse = text("update control_challenges set expires_at = now() where account_id = :id")
    async with system_transaction(sessions) as session:
        await session.execute(lapse, {"id": account_id})

    assert problem(await person.prove(account_id)) == (409, "challenge-missing")


@pytest.mark.parametrize(
    "mischief", [{"status": 429}, {"status": 500}, {"html": True}, {"slow_seconds": 5}]
)
async def test_a_platform_in_trouble_costs_no_try(
    person: Person, platforms: Platforms, mischief: dict[str, object]
) -> None:
    name = scenes.handle()
    platforms.put("instagram", name, bio="nothing")
    account_id = await person.claim(f"instagram.com/{name}")
    await person.code_for(account_id)
    platforms.misbehave("instagram", **mischief)
    answer = await person.prove(account_id)
    platforms.behave("instagram")

    assert problem(answer) == (503, "platform-unavailable")
    assert int(answer.headers["retry-after"]) >= 1
    assert (await person.prove(account_id)).json()["tries_left"] == 4


async def test_hidden_and_absent_profiles_cost_no_try(person: Person, platforms: Platforms) -> None:
    name = scenes.handle()
    account_id = await person.claim(f"x.com/{name}")
    await person.code_for(account_id)

    absent = await person.prove(account_id)
    platforms.put("x", name, private=True)
    hidden = await person.prove(account_id)
    platforms.put("x", name, private=False)

    assert problem(absent) == (409, "profile-not-found")
    assert problem(hidden) == (409, "profile-private")
    assert (await person.prove(account_id)).json()["tries_left"] == 4


async def test_the_same_proof_twice_is_the_same_answer(
    person: Person, platforms: Platforms, sessions: Sessions
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())

    again = await person.prove(account_id)

    assert again.json()["state"] == "linked"
    assert len(await given.events_about(sessions, account_id)) == 1


async def test_letting_go_of_an_account_ends_its_badge_and_frees_the_platform(
    person: Person, platforms: Platforms, sessions: Sessions
) -> None:
    name = scenes.handle()
    account_id = await linked_account(person, platforms, name)
    version = (await person.get(f"{ACCOUNTS}/{account_id}")).json()["version"]

    stale = await person.delete(f"{ACCOUNTS}/{account_id}", version + 1)
    absent = await person.delete(f"{ACCOUNTS}/{account_id}", None)
    gone = await person.delete(f"{ACCOUNTS}/{account_id}", version)

    assert (stale.status_code, absent.status_code, gone.status_code) == (412, 428, 204)
    types = [type for type, _ in await given.events_about(sessions, account_id)]
    assert types == ["account.linked.v1", "account.unlinked.v1"]
    assert (await person.get(ACCOUNTS)).json() == {"items": []}
    assert (await person.register(f"x.com/{name}")).status_code == 201


async def test_the_proof_that_came_last_brings_the_badge(
    person: Person, platforms: Platforms, sessions: Sessions
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())

    missing = (await person.get(f"{ACCOUNTS}/{account_id}/conditions")).json()["missing"]

    assert missing == ["eligible"]


async def test_the_proof_is_replayed_and_not_repeated(
    person: Person,
    client: httpx.AsyncClient,
    issuer: TestIssuer,
    platforms: Platforms,
    sessions: Sessions,
) -> None:
    name = scenes.handle()
    account_id = await person.claim(f"x.com/{name}")
    platforms.put("x", name, bio=await person.code_for(account_id))
    headers = issuer.headers("registry.me", subject=person.officer.subject)
    path = f"{ACCOUNTS}/{account_id}/proofs"

    first = await client.post(path, headers=headers)
    second = await client.post(path, headers=headers)

    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert len(await given.events_about(sessions, account_id)) == 1

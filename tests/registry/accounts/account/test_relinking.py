"""An account that was let go and is linked anew is known by the ids it had before."""

from shared.database import Sessions
from tests.registry import given, scenes
from tests.registry.persons import ACCOUNTS, Person, linked_account
from tests.registry.simulated import Platforms


async def let_go(person: Person, account_id: str) -> None:
    version = (await person.get(f"{ACCOUNTS}/{account_id}")).json()["version"]
    answer = await person.delete(f"{ACCOUNTS}/{account_id}", version)
    assert answer.status_code == 204, answer.text


async def test_an_account_linked_anew_tells_the_ids_it_had_before(
    person: Person, platforms: Platforms, sessions: Sessions
) -> None:
    name = scenes.handle()
    first = await linked_account(person, platforms, name)
    await let_go(person, first)
    second = await linked_account(person, platforms, name)
    await let_go(person, second)

    third = await linked_account(person, platforms, name)

    told = [(await given.events_about(sessions, id))[0][1] for id in (first, second, third)]
    earlier = [facts["earlier_account_ids"] for facts in told]
    assert earlier == [[], [first], [first, second]]


async def test_an_account_renamed_and_passed_on_tells_whose_id_it_had_elsewhere(
    person: Person, other: Person, platforms: Platforms, sessions: Sessions
) -> None:
    old, new = scenes.handle(), scenes.handle()
    theirs = await linked_account(person, platforms, old)
    await let_go(person, theirs)
    platforms.rename("x", old, new)

    mine = await linked_account(other, platforms, new)

    [(_, facts)] = await given.events_about(sessions, mine)
    assert facts["earlier_account_ids"] == [theirs]


async def test_accounts_of_other_numbers_and_platforms_are_no_earlier_ones(
    person: Person, other: Person, platforms: Platforms, sessions: Sessions
) -> None:
    await let_go(person, await linked_account(person, platforms, scenes.handle()))
    name = scenes.handle()
    number = platforms.put("x", name)
    await scenes.unlinked_accounts(sessions, other.officer, "instagram", number, count=1)

    linked = await linked_account(person, platforms, name)

    [(_, facts)] = await given.events_about(sessions, linked)
    assert facts["earlier_account_ids"] == []


async def test_of_very_many_earlier_ids_the_latest_100_are_told(
    person: Person, other: Person, platforms: Platforms, sessions: Sessions
) -> None:
    name = scenes.handle()
    number = platforms.put("x", name)
    ids = await scenes.unlinked_accounts(sessions, other.officer, "x", number, count=101)

    linked = await linked_account(person, platforms, name)

    [(_, facts)] = await given.events_about(sessions, linked)
    assert facts["earlier_account_ids"] == ids[1:]


async def test_an_account_that_was_let_go_lacks_the_proof_of_control(
    person: Person, platforms: Platforms
) -> None:
    account_id = await linked_account(person, platforms, scenes.handle())
    await let_go(person, account_id)

    answer = await person.get(f"{ACCOUNTS}/{account_id}/conditions")

    assert answer.json()["missing"] == ["control_proven"]
